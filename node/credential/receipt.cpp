#include "node/credential/receipt.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

/// So that every word of ours means something to who signs or checks by statements.
constexpr std::string_view other_words = "https://www.w3.org/ns/credentials/undefined-terms/v2";
constexpr std::string_view subject_type = "CheckedFile";

constexpr std::size_t salt_digits = 2 * salt_bytes;
constexpr std::size_t sha256_digits = 64;
constexpr std::size_t code_bytes_max = 64;
constexpr std::size_t text_bytes_max = 512;

/// Of other methods a DID may be a person's own key.
constexpr auto methods_of_organisations =
    std::to_array<std::string_view>({"did:web:", "did:webvh:"});

constexpr auto outcomes = std::to_array({Outcome::genuine, Outcome::genuine_with_warning,
                                         Outcome::cannot_be_checked, Outcome::not_genuine});

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && encoding::decode_hex(text).has_value();
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= code_bytes_max && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || c == '.';
  });
}

std::unexpected<Error> broken(std::string detail, std::string path) {
  return fail(bad_receipt, std::move(detail), std::move(path));
}

Result<void> check(const Receipt& receipt) {
  if (!is_hex(receipt.salt, salt_digits)) {
    return broken("A salt has 32 hexadecimal digits.", "$.credentialSubject.salt");
  }
  if (!is_hex(receipt.sha256, sha256_digits)) {
    return broken("A SHA-256 has 64 hexadecimal digits.", "$.credentialSubject.sha256");
  }
  if (receipt.checks.size() > receipt_checks_max || !std::ranges::all_of(receipt.checks, is_code) ||
      !is_code(receipt.code)) {
    return broken("This is no list of codes.", "$.credentialSubject.checks");
  }
  if (receipt.badge_issuer.size() > text_bytes_max || receipt.program.size() > text_bytes_max ||
      receipt.checker_name.size() > text_bytes_max) {
    return broken("A text is too long.", "$");
  }
  return {};
}

Result<Outcome> read_outcome(const json::Reader& subject) {
  TRY(word, subject.get_string("outcome"));
  const auto found = std::ranges::find(outcomes, word, print_outcome);
  if (found == outcomes.end()) return subject.fail_here(bad_receipt, "There is no such outcome.");
  return *found;
}

std::string issuer_to_tell(const Verdict& verdict) {
  const bool is_proved = verdict.accepted() || was_real(verdict);
  const bool is_told = is_proved && verdict.issuer.size() <= text_bytes_max &&
                       std::ranges::any_of(methods_of_organisations, [&](auto method) {
                         return verdict.issuer.starts_with(method);
                       });
  return is_told ? verdict.issuer : std::string();
}

void write_subject(json::Writer& writer, const Receipt& receipt) {
  writer.name("credentialSubject").begin_object().member("type", subject_type);
  writer.member("salt", receipt.salt).member("sha256", receipt.sha256);
  writer.member("outcome", print_outcome(receipt.outcome)).member("code", receipt.code);
  writer.name("checks").begin_array();
  for (const auto& code : receipt.checks) writer.string(code);
  writer.end_array();
  if (receipt.status_as_of) writer.member("statusAsOf", print_time(*receipt.status_as_of));
  if (!receipt.badge_issuer.empty()) writer.member("badgeIssuer", receipt.badge_issuer);
  writer.member("program", receipt.program).end_object();
}

Result<Receipt> read_subject(const json::Reader& subject, Receipt receipt) {
  TRY(salt, subject.get_string("salt"));
  TRY(sha256, subject.get_string("sha256"));
  TRY(outcome, read_outcome(subject));
  TRY(code, subject.get_string("code"));
  TRY(checks, subject.strings("checks"));
  TRY(as_of, subject.find_time("statusAsOf"));
  TRY(issuer, subject.find_string("badgeIssuer"));
  TRY(program, subject.find_string("program"));
  receipt.salt = std::move(salt);
  receipt.sha256 = std::move(sha256);
  receipt.outcome = outcome;
  receipt.code = std::move(code);
  receipt.checks = std::move(checks);
  receipt.status_as_of = as_of;
  receipt.badge_issuer = std::move(issuer).value_or("");
  receipt.program = std::move(program).value_or("");
  TRY_OK(check(receipt));
  return receipt;
}

}  // namespace

std::string salt_of(const ByteArray<salt_bytes>& drawn) { return encoding::encode_hex(drawn); }

std::string fingerprint_of(std::string_view salt, std::string_view file) {
  return encoding::encode_hex(sha256({bytes_of(salt), bytes_of(trimmed(file))}).value);
}

Receipt receipt_of(const Verdict& verdict) {
  std::vector<Check> told;
  std::ranges::copy_if(verdict.checks, std::back_inserter(told),
                       [](const Check& check) { return check.name() != "trust"; });
  const auto decision = decide(told);
  Receipt receipt{.checker = {}};
  receipt.outcome = decision.outcome;
  receipt.code = code_of(decision.outcome, decision.finding);
  for (const auto& check : told) receipt.checks.emplace_back(check.code());
  receipt.checked_at = verdict.checked_at;
  receipt.status_as_of = verdict.status.as_of;
  receipt.badge_issuer = issuer_to_tell(verdict);
  return receipt;
}

Result<json::Document> write_receipt(const Receipt& receipt) {
  TRY_OK(check(receipt));
  json::Writer writer;
  writer.begin_object().name("@context").begin_array().string(context_v2).string(other_words);
  writer.end_array().name("type").begin_array().string("VerifiableCredential");
  writer.string(receipt_type).end_array().name("issuer").begin_object();
  writer.member("id", receipt.checker);
  if (!receipt.checker_name.empty()) writer.member("name", receipt.checker_name);
  writer.end_object().member("validFrom", print_time(receipt.checked_at));
  write_subject(writer, receipt);
  return json::parse(writer.end_object().take());
}

bool is_receipt(const json::Document& document) {
  const auto types = json::Reader(document).strings("type");
  return types && std::ranges::find(*types, receipt_type) != types->end();
}

Result<Receipt> read_receipt(const json::Document& document) {
  TRY(credential, read_credential(document));
  if (!credential.has_type(receipt_type) || credential.subjects.size() != 1 ||
      !credential.valid_from) {
    return broken("This is no receipt of one check with its time.", "$");
  }
  Receipt receipt{.checker = credential.issuer, .checker_name = credential.issuer_name};
  receipt.checked_at = *credential.valid_from;
  return read_subject(json::Reader(credential.subjects.front(), "$.credentialSubject"),
                      std::move(receipt));
}

words::Key sentence_key(Outcome found) {
  switch (found) {
    case Outcome::genuine: return "receipt.genuine";
    case Outcome::genuine_with_warning: return "receipt.genuine_with_warning";
    case Outcome::cannot_be_checked: return "receipt.cannot_be_checked";
    case Outcome::not_genuine: return "receipt.not_genuine";
  }
  return "receipt.cannot_be_checked";
}

std::string checker_of(const Receipt& receipt) {
  return receipt.checker_name.empty() ? receipt.checker : receipt.checker_name;
}

bool is_about(const Receipt& receipt, std::string_view file) {
  return fingerprint_of(receipt.salt, file) == receipt.sha256;
}

}  // namespace waarmerk::node::credential
