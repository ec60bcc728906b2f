#include "node/trust/bit_credential.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "crypto/json/reader.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr std::string_view bit_type = "TrustBit";
constexpr std::uint32_t quota_max = 100'000;
/// No list that is kept is as long.
constexpr std::uint64_t shown_index_max = std::numeric_limits<std::uint32_t>::max();

constexpr auto other_names = std::to_array<std::string_view>(
    {"kind", "amount", "depth", "quota", "any", "basis", "answers"});

std::string term(std::string_view name) { return std::string(terms_of_trust).append(name); }

bool is_bit(const json::Reader& terms) {
  const auto types = terms.strings("type");
  return types && std::ranges::find(*types, term(bit_type)) != types->end();
}

/// A term that we do not know might say that the bit is about less than we take it for.
Result<void> check_names(const json::Reader& bit) {
  for (const auto& [name, value] : bit.value().members()) {
    if (!name.starts_with(terms_of_trust)) continue;
    const auto rest = name.substr(terms_of_trust.size());
    const bool known =
        std::ranges::find(other_names, rest) != other_names.end() ||
        std::ranges::find(dimension_names, rest, &DimensionName::name) != dimension_names.end();
    if (!known) return bit.fail_here(bad_bit, "A term of this bit of trust is not known here.");
  }
  return {};
}

Result<Scope> read_scope(const json::Reader& bit) {
  Scope scope;
  TRY(any, bit.find_boolean(term("any")));
  scope.any = any.value_or(false);
  for (const auto& [dimension, name] : dimension_names) {
    if (!bit.find(term(name))) continue;
    TRY(values, bit.strings(term(name)));
    scope.values[dimension] = {values.begin(), values.end()};
  }
  TRY_OK(check_scope(scope));
  return scope;
}

Result<Kind> read_kind(const json::Reader& bit) {
  TRY(word, bit.get_string(term("kind")));
  if (word == "issue") return Kind::issue;
  if (word == "introduce") return Kind::introduce;
  return bit.fail_here(bad_bit, "The kind of a bit of trust is issue or introduce.");
}

Result<int> read_number(const json::Reader& bit, std::string_view name, int otherwise, int most) {
  TRY(number, bit.find_integer(term(name)));
  if (!number) return otherwise;
  if (*number < 0 || *number > most) return bit.fail_here(bad_bit, "A number is out of range.");
  return static_cast<int>(*number);
}

Result<void> read_terms(const json::Reader& bit, Endorsement& into) {
  TRY_OK(check_names(bit));
  TRY(kind, read_kind(bit));
  TRY(amount, read_number(bit, "amount", full_amount, full_amount));
  TRY(depth, read_number(bit, "depth", 0, depth_max));
  TRY(quota, read_number(bit, "quota", 0, quota_max));
  TRY(scope, read_scope(bit));
  TRY(basis, bit.find_string(term("basis")));
  TRY(answers, bit.find_string(term("answers")));
  into.kind = kind;
  into.amount = amount;
  into.depth = depth;
  into.quota = static_cast<std::uint32_t>(quota);
  into.scope = std::move(scope);
  into.basis = std::move(basis).value_or("");
  into.answers = std::move(answers).value_or("");
  return {};
}

/// A bit of trust ends; a plain endorsement that does not is read as one that lasts three years.
Result<UnixTime> end_of(const credential::Credential& credential, UnixTime from, bool is_plain) {
  const auto last = from + bit_ms_max;
  if (is_plain) return std::min(credential.valid_until.value_or(last), last);
  if (!credential.valid_until) return fail(bad_bit, "A bit of trust has an end.", "$.validUntil");
  return *credential.valid_until;
}

/// The first place in a list that has one bit for each and tells what was withdrawn. Of another
/// kind of list nothing is read here: whoever verifies the credential reads it.
std::optional<ShownAt> find_shown_at(const credential::Credential& credential) {
  for (const auto& value : credential.statuses) {
    const auto entry = credential::read_status_entry(value, "$.credentialStatus");
    if (!entry || entry->purpose != credential::revocation || entry->size != 1) continue;
    const bool is_list = entry->kind == credential::StatusKind::bitstring ||
                         entry->kind == credential::StatusKind::list_2021;
    if (!is_list || entry->index > shown_index_max) continue;
    return ShownAt{entry->list_url, static_cast<std::uint32_t>(entry->index)};
  }
  return std::nullopt;
}

/// The terms among those of the credential; nothing where there are none of ours.
Result<std::optional<json::Reader>> find_terms(const credential::Credential& credential) {
  std::optional<json::Reader> bit;
  for (const auto& terms : json::Reader(credential.document).one_or_many("termsOfUse")) {
    if (!is_bit(terms)) continue;
    if (bit) return terms.fail_here(bad_bit, "A credential says one bit of trust.");
    bit = terms;
  }
  return bit;
}

Result<void> check_texts(const Endorsement& endorsement) {
  if (endorsement.basis.size() > basis_bytes_max) {
    return fail(bad_bit, "The basis of a bit of trust has 64 bytes at the most.");
  }
  if (endorsement.answers.size() > answers_bytes_max) {
    return fail(bad_bit, "What a bit of trust answers has 64 bytes at the most.");
  }
  if (endorsement.comment.size() > comment_bytes_max) {
    return fail(bad_bit, "The comment of an endorsement has 2,000 bytes at the most.");
  }
  return {};
}

void write_terms(json::Writer& writer, const Endorsement& endorsement) {
  const auto member = [&](std::string_view name) -> json::Writer& {
    return writer.name(term(name));
  };
  writer.begin_object().member("type", term(bit_type));
  member("kind").string(endorsement.kind == Kind::issue ? "issue" : "introduce");
  member("amount").integer(endorsement.amount);
  if (endorsement.depth > 0) member("depth").integer(endorsement.depth);
  if (endorsement.quota > 0) member("quota").integer(endorsement.quota);
  if (endorsement.scope.any) member("any").boolean(true);
  for (const auto& [dimension, name] : dimension_names) {
    const auto found = endorsement.scope.values.find(dimension);
    if (found == endorsement.scope.values.end()) continue;
    member(name).begin_array();
    for (const auto& value : found->second) writer.string(value);
    writer.end_array();
  }
  if (!endorsement.basis.empty()) member("basis").string(endorsement.basis);
  if (!endorsement.answers.empty()) member("answers").string(endorsement.answers);
  writer.end_object();
}

}  // namespace

Result<Endorsement> read_bit(const credential::Credential& credential, std::string comment) {
  TRY(truster, did::Did::parse(credential.issuer));
  auto trustee = did::Did::parse(credential.subject_ids.front());
  if (!trustee) return fail(bad_bit, "It is about something that has no DID.");
  if (!credential.valid_from) return fail(bad_bit, "A bit of trust begins.", "$.validFrom");
  TRY(bit, find_terms(credential));
  TRY(until, end_of(credential, *credential.valid_from, !bit));
  Endorsement read{.id = credential.id.value_or(""),
                   .name = credential.name,
                   .truster = std::move(truster),
                   .truster_name = credential.issuer_name,
                   .trustee = std::move(*trustee),
                   .comment = std::move(comment),
                   .amount = plain_amount,
                   .is_plain = !bit,
                   .from = *credential.valid_from,
                   .until = until,
                   .shown_at = find_shown_at(credential)};
  if (bit) TRY_OK(read_terms(*bit, read));
  TRY_OK(check_texts(read));
  TRY_OK(check_bit(bit_of(read, {})));
  return read;
}

void begin_bit(json::Writer& writer, const Endorsement& said, const Wording& wording) {
  writer.begin_object().name("@context").begin_array();
  writer.string(credential::context_v2).string(wording.context).end_array();
  writer.member("id", said.id).name("type").begin_array();
  writer.string("VerifiableCredential").string(wording.type).end_array();
  writer.member("name", said.name);
  writer.name("issuer").begin_object().member("id", said.truster.text());
  writer.name("type").raw(wording.issuer_type);
  if (!said.truster_name.empty()) writer.member("name", said.truster_name);
  writer.end_object();
  writer.member("validFrom", print_time(said.from));
  writer.member("validUntil", print_time(said.until));
}

void end_bit(json::Writer& writer, const Endorsement& said,
             const std::optional<credential::StatusEntry>& status) {
  if (!said.is_plain) {
    writer.name("termsOfUse").begin_array();
    write_terms(writer, said);
    writer.end_array();
  }
  if (status) credential::write_status_entry(writer.name("credentialStatus"), *status);
  writer.end_object();
}

}  // namespace waarmerk::node::trust
