#include "node/trust/endorsement.hpp"

#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/trust/bit_credential.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr Wording open_badges{.context = credential::context_ob3,
                              .type = endorsement_credential,
                              .issuer_type = R"(["Profile"])"};

Result<std::string> comment_in(const credential::Credential& credential) {
  const json::Reader subject(credential.subjects.front(), "$.credentialSubject");
  TRY(comment, subject.find_string("endorsementComment"));
  return std::move(comment).value_or("");
}

void write_subject(json::Writer& writer, const Endorsement& endorsement) {
  writer.name("credentialSubject").begin_object();
  writer.member("id", endorsement.trustee.text());
  writer.name("type").begin_array().string("EndorsementSubject").end_array();
  if (!endorsement.comment.empty()) writer.member("endorsementComment", endorsement.comment);
  writer.end_object();
}

}  // namespace

Result<Endorsement> read_endorsement(const credential::Credential& credential) {
  if (!credential.has_type(endorsement_credential) || credential.subject_ids.size() != 1) {
    return fail(bad_bit, "It is no endorsement of one that it names.");
  }
  TRY(comment, comment_in(credential));
  return read_bit(credential, std::move(comment));
}

Result<json::Document> write_endorsement(const Endorsement& endorsement,
                                         const std::optional<credential::StatusEntry>& status) {
  json::Writer writer;
  begin_bit(writer, endorsement, open_badges);
  write_subject(writer, endorsement);
  end_bit(writer, endorsement, status);
  TRY(document, json::parse(writer.text()));
  TRY(credential, credential::read_credential(document));
  TRY_OK(read_endorsement(credential));
  return document;
}

TrustBit bit_of(const Endorsement& endorsement, const Standing& standing) {
  return {.truster = feed::feed_id_of(endorsement.truster),
          .trustee = feed::feed_id_of(endorsement.trustee),
          .hash = standing.hash,
          .place = standing.place,
          .kind = endorsement.kind,
          .amount = endorsement.amount,
          .depth = endorsement.depth,
          .quota = endorsement.quota,
          .scope = endorsement.scope,
          .said = standing.said,
          .from = endorsement.from,
          .until = endorsement.until,
          .first_seen = standing.first_seen};
}

}  // namespace waarmerk::node::trust
