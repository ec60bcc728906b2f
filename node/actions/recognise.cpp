#include "node/actions/recognise.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "node/actions/commit.hpp"
#include "node/actions/publish_status.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/actions/withdraw_bits.hpp"
#include "node/credential/issuance.hpp"
#include "node/records/badges.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t name_bytes_max = 200;

/// Of such a DID nobody can tell whether it is a wallet or a node.
constexpr auto bare_methods = std::to_array<std::string_view>({"key", "jwk", "peer"});

std::unexpected<Error> may_be_person() {
  return fail(perhaps_person,
              "This may be a person, and whatever is said on a feed is for everybody and for ever. "
              "Where it is an organisation, follow its node first: its feed is not known here.",
              "$.did");
}

/// Who has a feed that we hold is an organisation with a node. Else a DID that is a key and nothing
/// else may be a wallet's, and one that had a badge of ours a learner's.
Result<void> expect_organisation(const Ports& ports, const did::Did& did) {
  if (ports.records.feeds.head(feed::feed_id_of(did))) return {};
  if (std::ranges::find(bare_methods, did.method()) != bare_methods.end()) return may_be_person();
  TRY(has_badge, records::has_badge_for(ports.records.store, did.text()));
  if (has_badge) return may_be_person();
  return {};
}

Result<void> check(const Ports& ports, const Recognition& wish) {
  if (feed::feed_id_of(wish.trustee) == ports.self.feed) {
    return fail(own_bit, "An organisation says nothing of itself.", "$.did");
  }
  if (wish.answers.empty()) TRY_OK(expect_organisation(ports, wish.trustee));
  if (!wish.is_plain && wish.terms.scope.is_empty()) {
    return fail(no_scope,
                "Say for what: a skill, a type of achievement, a jurisdiction, or anything.");
  }
  if (wish.until && *wish.until <= ports.clock.now()) {
    return fail(trust::bad_bit, "It would be over before it begins.", "$.until");
  }
  return {};
}

UnixTime whole_seconds(UnixTime time) { return {time.ms / second_ms * second_ms}; }

trust::Endorsement endorsement_of(Ports& ports, Recognition wish) {
  const auto from = whole_seconds(ports.clock.now());
  if (wish.name.empty()) {
    const auto& ours = ports.self.name.empty() ? ports.self.did.text() : ports.self.name;
    // Theirs is a stranger's text.
    const bool has_name = !wish.trustee_name.empty() && wish.trustee_name.size() <= name_bytes_max;
    const auto& theirs = has_name ? wish.trustee_name : wish.trustee.text();
    wish.name = ours + (wish.is_plain ? " endorses " : " recognises ") + theirs;
  }
  return {.id = "urn:uuid:" + draw_uuid(ports.random),
          .name = std::move(wish.name),
          .truster = ports.self.did,
          .truster_name = ports.self.name,
          .trustee = std::move(wish.trustee),
          .comment = std::move(wish.comment),
          .kind = wish.terms.kind,
          .amount = wish.is_plain ? trust::plain_amount : wish.terms.amount,
          .depth = wish.terms.depth,
          .quota = wish.terms.quota,
          .scope = std::move(wish.terms.scope),
          .basis = std::move(wish.terms.basis),
          .answers = std::move(wish.answers),
          .is_plain = wish.is_plain,
          .from = from,
          .until = wish.until.value_or(from + recognition_ms)};
}

/// A place that shows a withdrawal, in a list that is published: nothing points at one that is not.
Task<Result<credential::StatusEntry>> take_place(Ports& ports) {
  auto& statuses = ports.records.statuses;
  storage::Batch rows;
  const auto slot =
      statuses.draw(rows, {credential::revocation, list_base(ports.self)}, ports.random);
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (done && statuses.find(slot.list)->version == 0) done = co_await publish_changed_lists(ports);
  if (!done) co_return failure_of(std::move(done));
  co_return credential::StatusEntry{.purpose = std::string(credential::revocation),
                                    .index = slot.index,
                                    .list_url = statuses.find(slot.list)->url};
}

}  // namespace

Task<Result<Recognised>> recognise(Ports& ports, Recognition wish) {
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return failure_of(std::move(safe));
  if (auto checked = check(ports, wish); !checked) co_return failure_of(std::move(checked));
  const auto form = wish.form;
  const auto said = endorsement_of(ports, std::move(wish));
  // A rule that is broken shows here, before a place in the list is taken for ever.
  CO_TRY(rehearsed, trust::write_statement(said, form));
  CO_TRY(place, co_await take_place(ports));
  CO_TRY(unsecured, trust::write_statement(said, form, place));
  CO_TRY(secured, credential::secure(unsecured,
                                     {.verification_method = ports.self.issuing_method,
                                      .created = said.from,
                                      .contexts = ports.contexts},
                                     ports.self.issuing));
  CO_TRY(hash, co_await publish_trust(ports, secured));
  auto shown = co_await show_replaced(ports, feed::feed_id_of(said.trustee));
  if (!shown) co_return failure_of(std::move(shown));
  co_return Recognised{hash, std::move(secured)};
}

}  // namespace waarmerk::node::actions
