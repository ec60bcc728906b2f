#include "node/credential/status_credential.hpp"

#include <algorithm>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::size_t purposes_max = 8;

void write_time(json::Writer& writer, std::string_view name, const std::optional<UnixTime>& time) {
  if (time) writer.member(name, print_time(*time));
}

/// One purpose as a string: readers of others expect that form.
void write_purposes(json::Writer& writer, const std::vector<std::string>& purposes) {
  if (purposes.size() == 1) {
    writer.member("statusPurpose", purposes.front());
    return;
  }
  writer.name("statusPurpose").begin_array();
  for (const auto& purpose : purposes) writer.string(purpose);
  writer.end_array();
}

Result<std::vector<std::string>> read_purposes(const Place& subject) {
  std::vector<std::string> purposes;
  TRY_OK(each(subject, "statusPurpose", purposes_max, list_malformed,
              [&](const Place& purpose) -> Result<void> {
                const auto text = purpose.value().string();
                if (!text) return purpose.fail_here(list_malformed, "A purpose is a text.");
                purposes.emplace_back(*text);
                return {};
              }));
  if (purposes.empty()) {
    return subject.fail_at("statusPurpose", list_malformed, "The list has no purpose.");
  }
  return purposes;
}

Result<std::optional<std::int64_t>> read_ttl(const Place& subject) {
  const auto ttl = subject.find("ttl");
  if (!ttl) return std::optional<std::int64_t>();
  const auto ms = ttl->value().integer();
  if (!ms || *ms < 0) return ttl->fail_here(list_malformed, "The ttl is a count of milliseconds.");
  return std::optional<std::int64_t>(*ms);
}

Result<StatusList> read_list(const Place& subject) {
  const auto encoded = subject.find("encodedList");
  const auto text = encoded ? encoded->value().string() : std::nullopt;
  if (!text) return subject.fail_at("encodedList", list_malformed, "There is no list.");
  auto list = StatusList::decode(*text, MultibasePrefix::optional);
  if (!list) return encoded->fail_here(list.error().code, list.error().detail);
  return list;
}

}  // namespace

bool StatusCredential::has_purpose(std::string_view purpose) const {
  return std::ranges::find(purposes, purpose) != purposes.end();
}

Result<json::Document> write_status_credential(const StatusCredential& credential) {
  json::Writer writer;
  writer.begin_object();
  writer.name("@context").begin_array().string(context_v2).end_array();
  writer.member("id", credential.id);
  writer.name("type").begin_array();
  writer.string("VerifiableCredential").string("BitstringStatusListCredential").end_array();
  writer.member("issuer", credential.issuer);
  write_time(writer, "validFrom", credential.valid_from);
  write_time(writer, "validUntil", credential.valid_until);
  writer.name("credentialSubject").begin_object();
  writer.member("id", credential.id + "#list").member("type", "BitstringStatusList");
  write_purposes(writer, credential.purposes);
  writer.member("encodedList", credential.list.encode());
  if (credential.ttl_ms) writer.name("ttl").integer(*credential.ttl_ms);
  writer.end_object().end_object();
  TRY(document, json::parse(writer.text()));
  TRY_OK(read_status_credential(document));
  return document;
}

Result<StatusCredential> read_status_credential(const json::Document& document) {
  TRY(envelope, read_credential(document));
  const bool is_old = envelope.has_type("StatusList2021Credential");
  const bool is_list = is_old || envelope.has_type("BitstringStatusListCredential");
  if (!is_list || envelope.subjects.size() != 1) {
    return fail(malformed, "This is no BitstringStatusListCredential.", "$.type");
  }
  const Place subject(envelope.subjects.front(), "$.credentialSubject");
  if (!subject.has_type(is_old ? "StatusList2021" : "BitstringStatusList")) {
    return subject.fail_at("type", list_malformed, "The subject is no BitstringStatusList.");
  }
  TRY(purposes, read_purposes(subject));
  TRY(ttl, read_ttl(subject));
  TRY(list, read_list(subject));
  return StatusCredential{.id = envelope.id.value_or(""),
                          .issuer = envelope.issuer,
                          .purposes = std::move(purposes),
                          .list = std::move(list),
                          .valid_from = envelope.valid_from,
                          .valid_until = envelope.valid_until,
                          .ttl_ms = ttl,
                          .kind = is_old ? StatusKind::list_2021 : StatusKind::bitstring};
}

}  // namespace waarmerk::node::credential
