#include "did/webvh_witnessing.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/did_key.hpp"
#include "did/webvh_proof.hpp"

namespace waarmerk::did {
namespace {

constexpr json::Limits file_limits{.bytes_max = webvh_log_bytes_max, .depth_max = 32};
constexpr std::size_t confirmation_bytes_max = 16 << 10;

}  // namespace

Result<WebvhLog> read_next_line(std::string_view log, std::string_view line, std::string_view scid,
                                UnixTime now) {
  if (log.size() + line.size() >= webvh_log_bytes_max) {
    return fail(bad_log, "The log would be over 5 MiB.");
  }
  return WebvhLog::read_kept(log, scid, now).followed_by(line, scid, now);
}

Result<std::string> confirm_webvh(std::string_view version_id, const keys::Signer& witness,
                                  UnixTime now) {
  json::Writer writer;
  writer.begin_object().member("versionId", version_id).end_object();
  TRY(unsecured, json::parse(writer.text()));
  const proof::ProofOptions how{
      .cryptosuite = "eddsa-jcs-2022",
      .verification_method = did_key_method_of(witness.public_key()).text(),
      .created = now};
  TRY(secured, proof::add_proof(unsecured, how, witness));
  const auto made = secured.root().find("proof");
  json::Writer whole;
  whole.begin_object().member("versionId", version_id).name("proof");
  if (made->is(json::Kind::array)) {
    whole.value(*made);
  } else {
    whole.begin_array().value(*made).end_array();
  }
  whole.end_object();
  return whole.take();
}

Result<std::string> confirmer_of(std::string_view confirmation, std::string_view version_id) {
  const auto document = json::parse(confirmation, {.bytes_max = confirmation_bytes_max});
  if (!document) return fail(bad_log, document.error().detail);
  const json::Reader reader(*document);
  const auto named = reader.get_string("versionId");
  if (!reader.allow_only({"versionId", "proof"}) || !named || *named != version_id) {
    return fail(bad_log, "It is no confirmation of this version.");
  }
  const auto proofs = proof::read_proofs(document->root());
  if (!proofs || proofs->size() != 1) return fail(bad_log, "It has not one proof.", "$.proof");
  TRY(key, signer_of(proofs->front()));
  TRY_OK(check_webvh_proof(document->root(), proofs->front(), key));
  return "did:key:" + key;
}

Result<std::string> join_confirmations(std::string_view left, std::string_view right) {
  std::vector<std::string> all;
  for (const auto text : {left, right}) {
    if (text.empty()) continue;
    TRY(list, json::parse(text, file_limits));
    for (const json::Value one : list.root().elements()) {
      auto printed = json::print(one);
      if (std::ranges::find(all, printed) == all.end()) all.push_back(std::move(printed));
    }
  }
  if (all.empty()) return std::string();
  std::string text = "[";
  for (const auto& one : all) text += (text.size() == 1 ? "" : ",") + one;
  return text + "]";
}

}  // namespace waarmerk::did
