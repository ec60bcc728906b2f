#include "node/actions/make_kit.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "node/actions/feed_profile.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/kit_feed.hpp"
#include "node/actions/serve_witness.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/payload.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/records/did_logs.hpp"

namespace waarmerk::node::actions {
namespace {

/// How far back an entry that carried a list is looked for.
constexpr std::uint64_t look_back_max = 4096;

/// The addresses of the lists in which the badge may stand.
std::vector<std::string> lists_of(const credential::Credential& credential) {
  std::vector<std::string> urls;
  for (const auto& status : credential.statuses) {
    const auto entry = credential::read_status_entry(status, "$.credentialStatus");
    if (!entry || std::ranges::find(urls, entry->list_url) != urls.end()) continue;
    urls.push_back(entry->list_url);
  }
  return urls;
}

Result<void> add_proofs(const Ports& ports, const WitnessRole* own, const feed::FeedId& feed,
                        kit::Kit& kit) {
  TRY(frames, find_proofs(ports.records, own, feed));
  for (const auto& frame : frames) {
    auto proof = gossip::decode_as<witness::Proof>(frame);
    if (proof) kit.proofs.push_back(std::move(*proof));
  }
  return {};
}

std::string profile_of(const Ports& ports, const feed::FeedId& feed) {
  return feed == ports.self.feed ? write_profile(ports.self)
                                 : find_profile(ports.records.feeds, feed);
}

std::string achievement_of(const json::Document& document,
                           const credential::Credential& credential) {
  for (const auto& subject : credential.subjects) {
    const auto achievement = subject.find("achievement");
    if (achievement && achievement->is(json::Kind::object)) {
      return std::string(document.part(*achievement).text());
    }
  }
  return {};
}

std::vector<kit::KitContext> contexts_of(const Ports& ports, json::Value document) {
  std::vector<kit::KitContext> contexts;
  const auto named = document.find("@context");
  if (!named) return contexts;
  const auto facts = ports.contexts.facts();
  for (const json::Value one : named->elements()) {
    const auto fact =
        std::ranges::find(facts, one.string().value_or(""), &jsonld::Contexts::Fact::url);
    if (fact == facts.end()) continue;
    contexts.push_back({std::string(fact->url), std::string(fact->sha256)});
  }
  return contexts;
}

Result<void> add_papers(const Ports& ports, const json::Document& document,
                        const credential::Credential& credential, const feed::Header& head,
                        kit::Kit& kit) {
  if (kit.issuer.method() == "webvh") {
    TRY(log, records::find_log(ports.records.store, did::scid_of(kit.issuer)));
    if (log) kit.log = std::move(log->log);
    if (log) kit.log_witness = std::move(log->witnesses);
  }
  kit.profile = profile_of(ports, head.feed);
  kit.achievement = achievement_of(document, credential);
  kit.contexts = contexts_of(ports, document.root());
  return {};
}

}  // namespace

Result<kit::Kit> make_kit(const Ports& ports, const WitnessRole* own, const KitOrder& order) {
  TRY(opened, credential::open(order.badge));
  TRY(credential, credential::read_secured(opened));
  TRY(issuer, did::Did::parse(credential.issuer));
  const auto feed = feed::feed_id_of(issuer);
  const auto head = ports.records.feeds.head(feed);
  if (!head) return fail(nothing_held, "No feed of " + issuer.text() + " is held here.");
  kit::Kit kit{.issuer = issuer};
  add_feed(ports.records.feeds, *head, {.urls = lists_of(credential), .entries_max = look_back_max},
           kit);
  TRY_OK(add_proofs(ports, own, feed, kit));
  if (order.form == KitForm::staple) return kit;
  kit.badge = order.badge;
  TRY_OK(add_papers(ports, opened.document, credential, *head, kit));
  return kit;
}

}  // namespace waarmerk::node::actions
