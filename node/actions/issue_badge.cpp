#include "node/actions/issue_badge.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "did/did_jwk.hpp"
#include "did/did_key.hpp"
#include "did/document.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/publish_status.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/form.hpp"
#include "node/credential/identity.hpp"
#include "node/credential/sd_jwt_badge.hpp"
#include "node/records/achievements.hpp"
#include "node/records/badges.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view usual_form = "eddsa-rdfc-2022";

/// Seconds: what a credential shows of a time.
UnixTime whole_seconds(UnixTime time) { return {time.ms / second_ms * second_ms}; }

struct Places {
  records::Slot revocation;
  records::Slot suspension;
  std::vector<credential::StatusEntry> entries;  ///< two in bitstrings, or one in a token
};

Places draw_token_place(Ports& ports, storage::Batch& rows) {
  auto& statuses = ports.records.statuses;
  const auto place = statuses.draw_token(rows, list_base(ports.self), ports.random);
  return {place.revocation,
          place.suspension,
          {{.purpose = {},
            .index = place.index,
            .list_url = statuses.find(place.revocation.list)->url,
            .kind = credential::StatusKind::token}}};
}

Places draw_places(Ports& ports, storage::Batch& rows) {
  auto& statuses = ports.records.statuses;
  Places places;
  const auto draw = [&](std::string_view purpose) {
    const auto slot = statuses.draw(rows, {purpose, list_base(ports.self)}, ports.random);
    places.entries.push_back({.purpose = std::string(purpose),
                              .index = slot.index,
                              .list_url = statuses.find(slot.list)->url});
    return slot;
  };
  places.revocation = draw(credential::revocation);
  places.suspension = draw(credential::suspension);
  return places;
}

/// An id of a credential, which no other may take while this one is being written.
class ClaimedId {
 public:
  /// Fails with badge.exists.
  static Result<ClaimedId> claim(records::Records& records, const std::string& id) {
    TRY(before, records::find_badge(records.store, id));
    if (before || !records.issuing.insert(id).second) {
      return fail(badge_exists, "A credential with this id was issued before.", "$.id");
    }
    return ClaimedId(records, id);
  }
  ClaimedId(ClaimedId&& other) noexcept
      : records_(std::exchange(other.records_, nullptr)), id_(std::move(other.id_)) {}
  ClaimedId& operator=(ClaimedId&&) = delete;
  ~ClaimedId() {
    if (records_ != nullptr) records_->issuing.erase(id_);
  }

 private:
  ClaimedId(records::Records& records, std::string id) : records_(&records), id_(std::move(id)) {}

  records::Records* records_;
  std::string id_;
};

/// A list must be published before a badge that points at it is handed out.
bool is_published(const Ports& ports, records::Slot slot) {
  return ports.records.statuses.find(slot.list)->version > 0;
}

/// A form, and what goes with it.
struct Securing {
  std::string form = std::string(usual_form);
  std::vector<std::string> mandatory_pointers = {};
  std::vector<std::string> disclosable_pointers = {};
  std::optional<keys::PublicKey> holder = {};                ///< of an SD-JWT VC
  std::optional<credential::StatusEntry> token_status = {};  ///< likewise
};

/// The key that is bound to an SD-JWT VC: the one that a did:key or did:jwk stands for.
std::optional<keys::PublicKey> key_of_holder(std::string_view subject) {
  const auto did = did::Did::parse(subject);
  const bool is_key = did && did->method() == "key";
  if (!did || (!is_key && did->method() != "jwk")) return std::nullopt;
  const auto document = is_key ? did::resolve_did_key(*did) : did::resolve_did_jwk(*did);
  if (!document) return std::nullopt;
  for (const auto& method : document->methods()) {
    if (method.key && document->allows(method.id, did::Purpose::authentication)) return method.key;
  }
  return std::nullopt;
}

bool serves(const Ports& ports, std::string_view form) {
  if (form == credential::dc_sd_jwt) return true;
  const auto forms = credential::forms_of(ports.self.issuing.public_key().algorithm());
  return std::ranges::find(forms, form) != forms.end();
}

/// Fails with badge.bad_form for one that the organisation's key or the subject does not serve for,
/// and for pointers that go with another.
Result<Securing> choose(const Ports& ports, Award& award) {
  Securing how;
  if (!award.form.empty()) how.form = award.form;
  if (!serves(ports, how.form)) {
    return fail(bad_form, "The key of this organisation does not serve for this form.", "$.form");
  }
  if (how.form == credential::dc_sd_jwt) {
    how.holder = key_of_holder(award.subject_id.value_or(""));
    if (!how.holder) {
      return fail(bad_form, "An SD-JWT VC is for the key of a did:key or did:jwk.", "$.subject.id");
    }
  }
  how.mandatory_pointers = std::move(award.mandatory_pointers);
  how.disclosable_pointers = std::move(award.disclosable_pointers);
  if (!how.mandatory_pointers.empty() && how.form != credential::for_holder) {
    return fail(bad_form, "Only ecdsa-sd-2023 has them.", "$.mandatoryPointers");
  }
  if (!how.disclosable_pointers.empty() && how.form != credential::vc_sd_jwt) {
    return fail(bad_form, "Only vc-sd-jwt has them.", "$.disclosablePointers");
  }
  return how;
}

Result<json::Document> sign(Ports& ports, const json::Document& unsecured, UnixTime issued,
                            const Securing& how) {
  if (how.holder && how.token_status) {
    return credential::secure_sd_jwt_badge(unsecured,
                                           {.verification_method = ports.self.issuing_method,
                                            .created = whole_seconds(issued),
                                            .status = *how.token_status,
                                            .holder = *how.holder},
                                           ports.self.issuing, ports.random);
  }
  credential::FormOptions options{.secure = {.verification_method = ports.self.issuing_method,
                                             .created = whole_seconds(issued),
                                             .contexts = ports.contexts},
                                  .mandatory_pointers = how.mandatory_pointers,
                                  .disclosable_pointers = how.disclosable_pointers};
  return credential::secure_as(how.form, unsecured, std::move(options), ports.self.issuing,
                               ports.random);
}

/// What is kept of a badge that names somebody by a hash: all that it says, but not of whom.
Result<json::Document> without_identity(const json::Document& unsecured) {
  const auto subject = unsecured.root().find("credentialSubject");
  if (!subject) return unsecured;
  TRY(nobody, json::without_member(*subject, "identifier"));
  return json::with_member(unsecured.root(), "credentialSubject", nobody.root());
}

bool has_identity(const json::Document& unsecured) {
  const auto subject = unsecured.root().find("credentialSubject");
  return subject && subject->find("identifier");
}

/// The secured credential is kept as it is, unless it holds the hash of an address.
Result<void> keep(storage::Batch& rows, records::Badge badge, const json::Document& unsecured,
                  const json::Document& secured) {
  if (!has_identity(unsecured)) {
    records::save_badge(rows, badge, secured.text());
    return {};
  }
  TRY(kept, without_identity(unsecured));
  badge.digest = sha256(bytes_of(json::canonical(secured.root())));
  records::save_badge(rows, badge, kept.text());
  return {};
}

/// Signs, keeps, and waits for the disk.
Task<Result<json::Document>> hand_out(Ports& ports, json::Document unsecured, records::Badge badge,
                                      storage::Batch rows, Securing how) {
  CO_TRY(secured, sign(ports, unsecured, badge.issued, how));
  auto kept = keep(rows, badge, unsecured, secured);
  if (!kept) co_return failure_of(std::move(kept));
  const bool published =
      is_published(ports, *badge.revocation) && is_published(ports, *badge.suspension);
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (done && !published) done = co_await publish_changed_lists(ports);
  if (!done) co_return failure_of(std::move(done));
  co_return secured;
}

std::string draw_urn(Random& random) { return "urn:uuid:" + draw_uuid(random); }

credential::Badge claims_of(Ports& ports, Award award, const json::Document& achievement,
                            UnixTime now) {
  credential::Badge badge{.id = award.id.empty() ? draw_urn(ports.random) : std::move(award.id),
                          .issuer = {.id = ports.self.did.text(), .name = ports.self.name},
                          .achievement = achievement,
                          .subject_id = std::move(award.subject_id),
                          .valid_from = whole_seconds(now),
                          .valid_until = award.valid_until,
                          .awarded = award.awarded,
                          .narrative = std::move(award.narrative),
                          .evidence = std::move(award.evidence),
                          .results = std::move(award.results)};
  if (!ports.self.url.empty()) badge.issuer.url = ports.self.url;
  if (award.email) {
    badge.identities.push_back(
        credential::make_identity("emailAddress", *award.email, ports.random));
  }
  if (award.is_for_card) badge.identities.push_back(credential::make_card_number(ports.random));
  for (auto& evidence : badge.evidence) {
    if (evidence.id.empty()) evidence.id = draw_urn(ports.random);
  }
  for (auto& result : badge.results) {
    if (result.id.empty()) result.id = draw_urn(ports.random);
  }
  return badge;
}

/// The badge on paper knows what was given of it, in the same moment.
Result<void> note_claim(const Ports& ports, storage::Batch& rows, const std::string& paper,
                        const std::string& id) {
  if (paper.empty()) return {};
  TRY(badge, records::find_badge(ports.records.store, paper));
  if (!badge) return fail(no_badge, "The badge on paper is not known any more.");
  badge->claimed.push_back(id);
  records::save_badge_row(rows, *badge);
  return {};
}

struct Prepared {
  credential::Badge badge;  ///< without its places
  std::string achievement_id;
  Securing how;
};

/// A rule that is broken shows here, before a place in the lists is taken for ever; so does a
/// pointer that leads nowhere.
Result<Prepared> prepare(Ports& ports, Award award, UnixTime now) {
  TRY_OK(ports.publisher.expect_open());
  TRY(achievement, records::find_achievement(ports.records.store, award.achievement_id));
  if (!achievement) {
    return fail(no_achievement, "There is no badge definition " + award.achievement_id + ".");
  }
  const bool is_for_somebody = award.subject_id || award.email;
  if (!is_for_somebody && !award.is_for_card) {
    return fail(no_subject, "A badge is for somebody, or a card: give a DID or an e-mail address.");
  }
  if (is_for_somebody && award.is_for_card) {
    return fail(no_subject, "A badge for a card names nobody.");
  }
  TRY(how, choose(ports, award));
  auto badge = claims_of(ports, std::move(award), *achievement, now);
  TRY(rehearsed, credential::write_badge(badge));
  if (!how.mandatory_pointers.empty() || !how.disclosable_pointers.empty()) {
    TRY(tried, sign(ports, rehearsed, now, how));
  }
  const auto id = achievement->root().find("id").and_then(&json::Value::string);
  return Prepared{std::move(badge), std::string(id.value_or("")), std::move(how)};
}

}  // namespace

Result<void> check_award(Ports& ports, Award award) {
  TRY(prepared, prepare(ports, std::move(award), ports.clock.now()));
  return {};
}

Task<Result<json::Document>> award_badge(Ports& ports, Award award) {
  const auto now = ports.clock.now();
  const auto paper = award.paper;
  CO_TRY(prepared, prepare(ports, std::move(award), now));
  auto& badge = prepared.badge;
  CO_TRY(claimed, ClaimedId::claim(ports.records, badge.id));
  storage::Batch rows;
  auto noted = note_claim(ports, rows, paper, badge.id);
  if (!noted) co_return failure_of(std::move(noted));
  auto& how = prepared.how;
  auto places = how.holder ? draw_token_place(ports, rows) : draw_places(ports, rows);
  if (how.holder) {
    how.token_status = std::move(places.entries.front());
  } else {
    badge.statuses = std::move(places.entries);
  }
  CO_TRY(unsecured, credential::write_badge(badge));
  records::Badge row{badge.id, prepared.achievement_id, badge.subject_id.value_or(""),
                     now,      places.revocation,       places.suspension};
  co_return co_await hand_out(ports, unsecured, std::move(row), std::move(rows), std::move(how));
}

Task<Result<json::Document>> issue_credential(Ports& ports, json::Document client) {
  if (auto open = ports.publisher.expect_open(); !open) co_return failure_of(std::move(open));
  const auto now = ports.clock.now();
  credential::PrepareOptions options{.issuer = ports.self.did.text(),
                                     .id = draw_urn(ports.random),
                                     .valid_from = whole_seconds(now)};
  CO_TRY(rehearsed, credential::prepare_credential(client, options));
  CO_TRY(read, credential::read_credential(rehearsed));
  CO_TRY(claimed, ClaimedId::claim(ports.records, *read.id));
  storage::Batch rows;
  auto places = draw_places(ports, rows);
  options.statuses = std::move(places.entries);
  CO_TRY(unsecured, credential::prepare_credential(client, options));
  records::Badge row{*read.id,
                     "",
                     read.subject_ids.empty() ? "" : read.subject_ids.front(),
                     now,
                     places.revocation,
                     places.suspension};
  co_return co_await hand_out(ports, unsecured, std::move(row), std::move(rows), {});
}

}  // namespace waarmerk::node::actions
