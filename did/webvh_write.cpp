// Each line is read back as a resolver would before it leaves: what is published once, stays.
#include "did/webvh_write.hpp"

#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/did_key.hpp"
#include "did/webvh_entry.hpp"
#include "did/webvh_hashing.hpp"

namespace waarmerk::did {
namespace {

enum class Ours { first, later };

Result<json::Document> draft(const WebvhChange& change, Ours which) {
  if (!change.parameters.root().is(json::Kind::object)) {
    return fail(bad_log, "The parameters are no object.", "$.parameters");
  }
  json::Writer writer;
  writer.begin_object().member("versionId", webvh_placeholder);
  writer.member("versionTime", print_time(change.time));
  writer.name("parameters").begin_object();
  if (which == Ours::first) {
    writer.member("method", "did:webvh:1.0").member("scid", webvh_placeholder);
  }
  for (const json::Member member : change.parameters.root().members()) {
    writer.name(member.name).value(member.value);
  }
  writer.end_object().name("state").value(change.state.root()).end_object();
  const auto document = json::parse(writer.text());
  if (!document) return fail(bad_log, document.error().detail, document.error().path);
  return *document;
}

Result<std::string> seal(const json::Document& entry, const WebvhPlace& place,
                         const keys::Signer& update_key) {
  const proof::ProofOptions how{
      .cryptosuite = "eddsa-jcs-2022",
      .verification_method = did_key_method_of(update_key.public_key()).text(),
      .created = place.now};
  TRY(line, proof::add_proof(entry, how, update_key));
  TRY_OK(read_webvh_entry(line, place));
  return std::string(json::print(line.root()));
}

}  // namespace

Result<std::string> begin_webvh_log(const WebvhChange& change, const keys::Signer& update_key) {
  TRY(begun, draft(change, Ours::first));
  TRY(scid, scid_of_entry(begun, webvh_placeholder));
  TRY(named, json::parse(replaced(json::print(begun.root()), webvh_placeholder, scid)));
  TRY(hash, hash_of_entry(named, scid));
  TRY(entry, with_version_id(named, "1-" + hash));
  return seal(entry, {.scid = scid, .now = change.time}, update_key);
}

Result<std::string> continue_webvh_log(const WebvhEntry& before, const WebvhChange& change,
                                       const keys::Signer& update_key) {
  TRY(begun, draft(change, Ours::later));
  TRY(hash, hash_of_entry(begun, before.version_id));
  TRY(entry, with_version_id(begun, std::to_string(before.number() + 1) + "-" + hash));
  return seal(entry, {.scid = before.parameters.scid, .now = change.time, .before = &before},
              update_key);
}

}  // namespace waarmerk::did
