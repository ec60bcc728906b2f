// The credential that carries a status list (BitstringStatusListCredential, bitstring 3.2).
//
// One of the draft before, StatusList2021Credential, is read too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/status_list.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::node::credential {

struct StatusCredential {
  std::string id;  ///< the URL at which it is published; may be empty in lists of others
  std::string issuer;
  std::vector<std::string> purposes;
  StatusList list;
  std::optional<UnixTime> valid_from = {};
  std::optional<UnixTime> valid_until = {};
  std::optional<std::int64_t> ttl_ms = {};
  /// Or list_2021, which is not written; or token, where it tells what a Status List Token revokes.
  StatusKind kind = StatusKind::bitstring;
  /// Of a Status List Token all that it says.
  std::optional<TokenStatusList> token = {};

  bool has_purpose(std::string_view purpose) const;
  /// How many entries it has: of a bitstring, as many as bits.
  std::uint64_t length() const { return token ? token->size() : list.size(); }
  /// As they were signed.
  ByteView bytes() const { return token ? token->bytes() : list.bytes(); }
};

/// The unsigned credential. `id` and `issuer` are given, and at least one purpose.
Result<json::Document> write_status_credential(const StatusCredential& credential);

/// Reads one, signed or not: the signature is the caller's. Fails with credential.malformed,
/// status.list_malformed, status.list_length or status.unsupported.
Result<StatusCredential> read_status_credential(const json::Document& document);

}  // namespace waarmerk::node::credential
