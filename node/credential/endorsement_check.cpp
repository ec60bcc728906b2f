#include "node/credential/endorsement_check.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

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

}  // namespace

struct EndorsementCheck::State {
  std::vector<Verification> verifications;
  std::size_t left_out = 0;

  Verification* asking() {
    const auto found = std::ranges::find_if(
        verifications, [](const Verification& one) { return one.next().has_value(); });
    return found == verifications.end() ? nullptr : &*found;
  }
};

EndorsementCheck::EndorsementCheck(const Credential& credential, const VerificationOptions& options)
    : state_(std::make_unique<State>()) {
  const VerificationOptions own{.now = options.now,
                                .as_of = options.as_of,
                                .issuer_check = options.issuer_check,
                                .endorsements = EndorsementRule::left_alone,
                                .contexts = options.contexts};
  const auto found = endorsements_of(credential);
  const auto count = std::min(found.size(), endorsements_max);
  for (std::size_t i = 0; i < count; ++i) {
    state_->verifications.emplace_back(open(found[i]), own);
  }
  state_->left_out = found.size() - count;
}

EndorsementCheck::~EndorsementCheck() = default;
EndorsementCheck::EndorsementCheck(EndorsementCheck&&) noexcept = default;
EndorsementCheck& EndorsementCheck::operator=(EndorsementCheck&&) noexcept = default;

std::optional<Need> EndorsementCheck::next() const {
  const auto* asking = state_->asking();
  return asking != nullptr ? asking->next() : std::nullopt;
}

void EndorsementCheck::supply(did::DidDocument document, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(std::move(document), from);
}

void EndorsementCheck::supply(std::string_view text, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(text, from);
}

void EndorsementCheck::supply(Error error, const Provenance& from) {
  auto* asking = state_->asking();
  assert(asking != nullptr);
  asking->supply(std::move(error), from);
}

std::optional<Check> EndorsementCheck::outcome() const {
  const auto& all = state_->verifications;
  if (all.empty()) return std::nullopt;
  std::string codes;
  bool is_false = false;
  bool is_open = state_->left_out > 0;
  for (const auto& one : all) {
    const auto& verdict = one.outcome();
    is_false = is_false || verdict.outcome == Outcome::not_genuine;
    is_open = is_open || verdict.outcome == Outcome::cannot_be_checked;
    codes += (codes.empty() ? "" : ", ") + std::string(verdict.code());
  }
  if (is_false) return make_check(Finding::endorsement_not_genuine, {}, codes);
  if (is_open) return make_check(Finding::endorsement_unchecked, {}, codes);
  return make_check(Finding::endorsements_good, {}, codes);
}

}  // namespace waarmerk::node::credential
