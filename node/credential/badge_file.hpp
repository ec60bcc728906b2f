// BadgeFile: the signed text of a badge, out of whatever it was wrapped in.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::node::credential {

enum class FileForm {
  json,  ///< with Data Integrity inside, or hosted
  jws,   ///< compact, or an SD-JWT
};

struct BadgeFile {
  FileForm form;
  std::string text;  ///< to the byte as it was signed, without white space around it
};

/// Out of a PNG or SVG image, the text of a QR code on paper, an EnvelopedVerifiableCredential, or
/// the text itself. Nothing is checked but the form. Fails as open().
Result<BadgeFile> unwrap_badge(std::string_view file);

/// The EnvelopedVerifiableCredential around a compact JWS or SD-JWT (vc-data-model 4.13.1).
std::string envelop(std::string_view jws);

}  // namespace waarmerk::node::credential
