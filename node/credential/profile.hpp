// Profile: who issues, as Open Badges 3.0 describes them (B.1.16).
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::credential {

struct Profile {
  std::string id;
  std::string name = {};
  std::string url = {};
  std::string description = {};
  std::string email = {};
  std::string phone = {};
  std::string official = {};
  std::string image = {};  ///< the URL of an image
};

/// Fails with credential.bad_achievement and the JSON path.
Result<Profile> read_profile(json::Value value, const std::string& path = "$");

void write_profile(json::Writer& writer, const Profile& profile);

}  // namespace waarmerk::node::credential
