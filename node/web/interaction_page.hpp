// The page behind a QR code, for who opens it in a browser: who offers or asks what, and how to go
// on. It asks nothing, and needs no script.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/http/message.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

/// All but the language is plain text.
struct InteractionPage {
  words::Languages language = words::Language::en;
  std::string node_name = {};
  std::string path = {};         ///< of this page, with its query
  std::string link = {};         ///< its whole address
  std::string wallet_link = {};  ///< of another scheme, for a wallet on this device
  std::string book_path = {};    ///< of the badge book here, with what it is to open
  UnixTime until = {};
};

struct OfferPage : InteractionPage {
  std::string badge_name = {};
  std::string description = {};
};

http::Response offer_page(const OfferPage& page);

/// What is asked for: a word of ours and its value, or a path in a credential.
struct AskedClaim {
  std::optional<words::Key> word = {};
  std::string text = {};
};

struct RequestPage : InteractionPage {
  std::string purpose = {};
  std::vector<AskedClaim> asked = {};
  UnixTime kept_until = {};
};

http::Response request_page(const RequestPage& page);

/// Of a link that leads nowhere any more.
http::Response gone_page(const words::Languages& language, const std::string& node_name);

}  // namespace waarmerk::node::web
