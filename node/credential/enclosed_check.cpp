#include "node/credential/enclosed_check.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "node/credential/learner_record.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

void collect(json::Value value, std::vector<json::Value>& found) {
  for (const auto* name : {"endorsement", "endorsementJwt"}) {
    const auto member = value.find(name);
    if (!member) continue;
    if (!member->is(json::Kind::array)) found.push_back(*member);
    for (const json::Value one : member->elements()) found.push_back(one);
  }
}

std::vector<json::Value> endorsements_of(const Credential& credential) {
  std::vector<json::Value> found;
  const auto root = credential.document.root();
  collect(root, found);
  if (const auto issuer = root.find("issuer")) collect(*issuer, found);
  for (const auto& subject : credential.subjects) {
    if (const auto achievement = subject.find("achievement")) collect(*achievement, found);
  }
  return found;
}

/// How a group of them turned out.
struct Tally {
  std::string codes = {};
  bool has_forged = false;
  bool has_false = false;  ///< forged, withdrawn or too old
  bool has_open = false;

  void add(const Verdict& verdict) {
    const auto decided_by = describe(verdict.finding).check;
    const bool is_false = verdict.outcome == Outcome::not_genuine;
    has_false |= is_false;
    has_forged |= is_false && decided_by != "status" && decided_by != "dates";
    has_open |= verdict.outcome == Outcome::cannot_be_checked;
    codes += (codes.empty() ? "" : ", ") + std::string(verdict.code());
  }
};

Finding judge_endorsements(const Tally& tally) {
  if (tally.has_false) return Finding::endorsement_not_genuine;
  return tally.has_open ? Finding::endorsement_unchecked : Finding::endorsements_good;
}

Finding judge_contents(const Tally& tally) {
  if (tally.has_forged) return Finding::content_forged;
  if (tally.has_open) return Finding::content_unchecked;
  return tally.has_false ? Finding::content_not_valid : Finding::contents_good;
}

/// The credentials of one kind.
struct Group {
  std::vector<Verification> verifications = {};
  std::size_t left_out = 0;

  Group(const json::Document& whole, const std::vector<json::Value>& found, std::size_t count_max,
        const VerificationOptions& options) {
    const auto count = std::min(found.size(), count_max);
    for (std::size_t i = 0; i < count; ++i) {
      verifications.emplace_back(open(whole, found[i]), options);
    }
    left_out = found.size() - count;
  }

  Verification* asking() {
    const auto found = std::ranges::find_if(
        verifications, [](const Verification& one) { return one.next().has_value(); });
    return found == verifications.end() ? nullptr : &*found;
  }

  std::optional<Check> outcome(Finding (*judge)(const Tally&)) const {
    if (verifications.empty()) return std::nullopt;
    Tally tally{.has_open = left_out > 0};
    for (const auto& one : verifications) tally.add(one.outcome());
    return make_check(judge(tally), {}, tally.codes);
  }
};

VerificationOptions options_inside(const VerificationOptions& options) {
  return {.now = options.now,
          .as_of = options.as_of,
          .issuer_check = options.issuer_check,
          .enclosed = EnclosedRule::left_alone,
          .contexts = options.contexts};
}

}  // namespace

struct EnclosedCheck::State {
  Group endorsements;
  Group contents;

  State(const Credential& credential, const VerificationOptions& options)
      : endorsements(credential.document, endorsements_of(credential), endorsements_max, options),
        contents(credential.document, contents_of(credential), contents_max, options) {}

  Verification* asking() {
    auto* one = endorsements.asking();
    return one != nullptr ? one : contents.asking();
  }
};

EnclosedCheck::EnclosedCheck(const Credential& credential, const VerificationOptions& options)
    : state_(std::make_unique<State>(credential, options_inside(options))) {}

EnclosedCheck::~EnclosedCheck() = default;
EnclosedCheck::EnclosedCheck(EnclosedCheck&&) noexcept = default;
EnclosedCheck& EnclosedCheck::operator=(EnclosedCheck&&) noexcept = default;

std::optional<Need> EnclosedCheck::next() const {
  const auto* asking = state_->asking();
  return asking != nullptr ? asking->next() : std::nullopt;
}

void EnclosedCheck::supply(did::DocumentHistory documents, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(std::move(documents), from);
}

void EnclosedCheck::supply(std::string_view text, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(text, from);
}

void EnclosedCheck::supply(StoredStatus stored, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(std::move(stored), from);
}

void EnclosedCheck::supply(Error error, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(std::move(error), from);
}

std::vector<Check> EnclosedCheck::outcome() const {
  std::vector<Check> checks;
  if (auto check = state_->endorsements.outcome(judge_endorsements)) checks.push_back(*check);
  if (auto check = state_->contents.outcome(judge_contents)) checks.push_back(*check);
  return checks;
}

}  // namespace waarmerk::node::credential
