// Receipt: what a check found, said by who checked, without a person in it (spec/receipt.md).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/verdict.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode bad_receipt{"credential.bad_receipt", ErrorKind::invalid};

inline constexpr std::string_view receipt_type = "VerificationReceipt";
inline constexpr std::size_t receipt_checks_max = 64;

struct Receipt {
  std::string checker;            ///< the DID of who checked
  std::string checker_name = {};  ///< may be empty
  std::string salt = {};          ///< 32 hexadecimal digits, drawn for this receipt
  std::string sha256 = {};        ///< fingerprint_of the file, hexadecimal
  Outcome outcome = Outcome::cannot_be_checked;
  std::string code = {};                 ///< of the finding that decided
  std::vector<std::string> checks = {};  ///< the code of each finding
  UnixTime checked_at = {};
  std::optional<UnixTime> status_as_of = {};
  std::string badge_issuer = {};  ///< the DID; empty where it is not proved, or may be a person's
  std::string program = {};       ///< `waarmerk 0.1.0`
};

inline constexpr std::size_t salt_bytes = 16;

/// The salt of bytes that were drawn.
std::string salt_of(const ByteArray<salt_bytes>& drawn);

/// Of the salt, as text, and the file behind it; white space around the file is no part of it.
std::string fingerprint_of(std::string_view salt, std::string_view file);

/// What may be told of a verdict. Who is believed here is left out: that is the operator's affair.
/// `checker`, the salt and `program` are the caller's to fill in.
Receipt receipt_of(const Verdict& verdict);

/// The unsigned credential. Fails with credential.bad_receipt where a rule is broken.
Result<json::Document> write_receipt(const Receipt& receipt);

/// Whether the document says that it is a receipt. It need not be a good one.
bool is_receipt(const json::Document& document);

/// Fails with credential.bad_receipt, or as read_credential. Its signature is not verified.
Result<Receipt> read_receipt(const json::Document& document);

/// The sentence on what was found, of `{node}` on `{time}`.
words::Key sentence_key(Outcome found);
/// The name of who checked, or else the DID.
std::string checker_of(const Receipt& receipt);

/// Whether the file is the one that was checked.
bool is_about(const Receipt& receipt, std::string_view file);

}  // namespace waarmerk::node::credential
