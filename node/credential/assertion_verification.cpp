#include "node/credential/assertion_verification.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "node/credential/assertion.hpp"
#include "node/credential/date_check.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr json::Limits json_limits{.bytes_max = file_bytes_max, .depth_max = 64};

std::string detail_of(const Error& error) {
  return std::string(error.code.name) + ": " + error.detail +
         (error.path.empty() ? "" : " (" + error.path + ")");
}

/// What came for one URL.
struct Fetched {
  std::string url;
  Result<json::Document> document;
  Source source = Source::none;
};

/// What decides who got what, and until when; other members may be worded anew where it is hosted.
bool says_the_same(json::Value left, json::Value right) {
  const auto text_of_member = [](json::Value value, std::string_view name) {
    const auto found = value.find(name);
    if (!found) return std::string();
    const auto id = name == "badge" ? found->find("id") : std::nullopt;
    return json::canonical(id ? *id : *found);
  };
  return std::ranges::all_of(
      std::to_array<std::string_view>({"id", "recipient", "badge", "issuedOn", "expires"}),
      [&](std::string_view name) {
        return text_of_member(left, name) == text_of_member(right, name);
      });
}

bool holds_key(const IssuerProfile& issuer, std::string_view id) {
  return std::ranges::find(issuer.keys, id, &Part::id) != issuer.keys.end();
}

}  // namespace

struct AssertionVerification::State {
  VerificationOptions options;
  Verdict verdict;
  Secured secured;
  std::vector<Fetched> fetched = {};
  std::optional<NeedDocument> need = {};

  State(Secured opened, const VerificationOptions& how)
      : options(how), secured(std::move(opened)) {}

  UnixTime time() const { return options.as_of.value_or(options.now); }
  void add(Check check) { verdict.checks.push_back(std::move(check)); }

  const Fetched* find(const std::string& url);
  std::optional<json::Value> get(const std::string& url, Finding otherwise);
  std::optional<json::Value> get_part(const Part& part, Finding otherwise);
  template <class T>
  std::optional<T> accept(Result<T> read);

  void judge();
  void judge_origin(const Assertion& assertion);
  bool judge_hosted(const Assertion& assertion);
  bool judge_signed(const Assertion& assertion, const IssuerProfile& issuer);
  std::optional<PublishedKey> find_key(const Assertion& assertion, const IssuerProfile& issuer);
  std::optional<IssuerProfile> find_issuer(const Assertion& assertion);
  void judge_issuer(const Assertion& assertion, const IssuerProfile& issuer);
  void judge_status(const Assertion& assertion, const IssuerProfile& issuer);
  void judge_expectations(const Assertion& assertion);
  void advance();
};

/// What is at a URL; where it has not come yet, it is needed, and all is judged anew once it has.
const Fetched* AssertionVerification::State::find(const std::string& url) {
  const auto found = std::ranges::find(fetched, url, &Fetched::url);
  if (found != fetched.end()) return &*found;
  need = NeedDocument{url};
  return nullptr;
}

std::optional<json::Value> AssertionVerification::State::get(const std::string& url,
                                                             Finding otherwise) {
  if (host_of(url).empty()) {
    add(make_check(otherwise, {{"url", url}}, "It is no URL of HTTPS."));
    return std::nullopt;
  }
  const auto* found = find(url);
  if (found == nullptr) return std::nullopt;
  if (found->document) return found->document->root();
  add(make_check(otherwise, {{"url", url}}, detail_of(found->document.error())));
  return std::nullopt;
}

std::optional<json::Value> AssertionVerification::State::get_part(const Part& part,
                                                                  Finding otherwise) {
  return part.value ? part.value : get(part.id, otherwise);
}

template <class T>
std::optional<T> AssertionVerification::State::accept(Result<T> read) {
  if (read) return std::move(*read);
  const bool is_other = read.error().code == unsupported_format;
  add(make_check(is_other ? Finding::unsupported_format : Finding::malformed_credential, {},
                 detail_of(read.error())));
  return std::nullopt;
}

bool AssertionVerification::State::judge_hosted(const Assertion& assertion) {
  const auto published = get(assertion.id, Finding::hosted_unavailable);
  if (!published) return false;
  const bool is_same = says_the_same(*published, assertion.document.root());
  add(make_check(is_same ? Finding::hosted_good : Finding::hosted_differs,
                 {{"url", assertion.id}}));
  const auto revoked = published->find("revoked");
  if (is_same && revoked && revoked->boolean().value_or(false))
    verdict.status.word = StatusWord::revoked;
  return is_same;
}

std::optional<PublishedKey> AssertionVerification::State::find_key(const Assertion& assertion,
                                                                   const IssuerProfile& issuer) {
  Part part{.id = assertion.creator};
  if (part.id.empty() && issuer.keys.size() == 1) part = issuer.keys.front();
  const auto known = std::ranges::find(issuer.keys, part.id, &Part::id);
  if (known != issuer.keys.end()) part = *known;
  if (part.id.empty() && !part.value) {
    add(make_check(Finding::key_not_found, {}, "Neither the badge nor its issuer names a key."));
    return std::nullopt;
  }
  const auto document = get_part(part, Finding::key_not_found);
  if (!document) return std::nullopt;
  auto key = read_published_key(*document);
  if (key) return std::move(*key);
  add(make_check(Finding::key_unsupported, {}, detail_of(key.error())));
  return std::nullopt;
}

bool AssertionVerification::State::judge_signed(const Assertion& assertion,
                                                const IssuerProfile& issuer) {
  if (!secured.jws) {
    add(make_check(Finding::no_proof, {}, "It says that it is signed, and is no JWS."));
    return false;
  }
  const auto key = find_key(assertion, issuer);
  if (!key) return false;
  if (const auto good = jose::verify_jws(*secured.jws, key->key); !good) {
    const bool is_bad = good.error().code == keys::bad_signature;
    add(is_bad ? make_check(Finding::bad_signature, {}, detail_of(good.error()))
               : make_check(Finding::unknown_suite, {{"suite", secured.jws->algorithm}},
                            detail_of(good.error())));
    return false;
  }
  add(make_check(Finding::signature_good, {}, secured.jws->algorithm));
  const bool is_owner = key->owner == issuer.id && (key->id.empty() || holds_key(issuer, key->id));
  const auto who = say_party(issuer.name, issuer.id);
  if (!is_owner) {
    add(make_check(Finding::wrong_controller, {{"issuer", who}, {"signer", key->owner}}));
  }
  return is_owner;
}

std::optional<IssuerProfile> AssertionVerification::State::find_issuer(const Assertion& assertion) {
  const auto badge_value = get_part(assertion.badge, Finding::hosted_unavailable);
  if (!badge_value) return std::nullopt;
  const auto badge = accept(read_badge_class(*badge_value));
  if (!badge) return std::nullopt;
  verdict.name = badge->name;
  verdict.achievement = badge->name;
  // What a badge says of its issuer is no word of that issuer: it is asked for at its own URL.
  const auto value = get(badge->issuer.id, Finding::hosted_unavailable);
  if (!value) return std::nullopt;
  const auto issuer = accept(read_issuer_profile(*value));
  if (!issuer) return std::nullopt;
  verdict.issuer = issuer->id;
  verdict.issuer_name = issuer->name;
  if (host_of(issuer->id) == host_of(badge->issuer.id)) return issuer;
  add(make_check(Finding::hosted_elsewhere,
                 {{"issuer", say_party(issuer->name, issuer->id)}, {"url", badge->issuer.id}}));
  return std::nullopt;
}

void AssertionVerification::State::judge_issuer(const Assertion& assertion,
                                                const IssuerProfile& issuer) {
  const auto who = say_party(issuer.name, issuer.id);
  if (assertion.is_hosted && !issuer.may_host(assertion.id)) {
    add(make_check(Finding::hosted_elsewhere, {{"issuer", who}, {"url", assertion.id}}));
    return;
  }
  add(make_check(Finding::issuer_good, {{"issuer", who}}));
  if (options.expect_issuer && *options.expect_issuer != issuer.id) {
    add(make_check(Finding::wrong_issuer, {{"issuer", who}, {"expected", *options.expect_issuer}}));
  }
}

void AssertionVerification::State::judge_status(const Assertion& assertion,
                                                const IssuerProfile& issuer) {
  const auto who = say_party(issuer.name, issuer.id);
  if (assertion.is_revoked || verdict.status.word == StatusWord::revoked) {
    verdict.status = {.word = StatusWord::revoked, .as_of = options.now};
    return add(make_check(Finding::revoked, {{"issuer", who}, {"time", options.now}}));
  }
  if (issuer.revocation_list.empty()) return add(make_check(Finding::no_status));
  verdict.status = {.word = StatusWord::unknown, .list_url = issuer.revocation_list};
  const auto list = get(issuer.revocation_list, Finding::status_unknown);
  if (!list) return;
  const auto is_listed = lists_assertion(*list, assertion.id);
  if (!is_listed) {
    return add(make_check(Finding::status_list_unusable, {}, detail_of(is_listed.error())));
  }
  const auto* came = find(issuer.revocation_list);
  verdict.status.word = *is_listed ? StatusWord::revoked : StatusWord::not_revoked;
  verdict.status.source = came->source;
  if (came->source == Source::https) verdict.status.as_of = options.now;
  const auto time = came->source == Source::https ? std::optional(options.now) : std::nullopt;
  add(*is_listed ? make_check(Finding::revoked, {{"issuer", who}, {"time", time}})
                 : make_check(Finding::not_revoked, {{"time", time}}));
}

void AssertionVerification::State::judge_expectations(const Assertion& assertion) {
  add(check_dates(assertion.issued, assertion.expires, time()));
  if (!options.expect_subject) return;
  const auto match = match_identity(assertion.recipient, *options.expect_subject);
  auto finding = Finding::subject_unproved;
  if (match == IdentityMatch::same) finding = Finding::subject_good;
  if (match == IdentityMatch::other) finding = Finding::wrong_subject;
  add(make_check(finding, {{"expected", *options.expect_subject}}));
}

void AssertionVerification::State::judge_origin(const Assertion& assertion) {
  if (assertion.is_hosted && !judge_hosted(assertion)) return;
  const auto issuer = find_issuer(assertion);
  if (!issuer) return;
  if (!assertion.is_hosted && !judge_signed(assertion, *issuer)) return;
  judge_issuer(assertion, *issuer);
  judge_status(assertion, *issuer);
}

void AssertionVerification::State::judge() {
  const bool phoned_home = verdict.phoned_home;
  verdict = {.checked_at = options.now, .as_of = options.as_of, .phoned_home = phoned_home};
  const auto assertion = accept(read_assertion(secured.document));
  if (!assertion) return;
  verdict.credential_id = assertion->id;
  verdict.valid_from = assertion->issued;
  verdict.valid_until = assertion->expires;
  if (!assertion->recipient.hashed) verdict.subject = assertion->recipient.hash;
  add(make_check(Finding::format_good, {}, "Open Badges 2.0"));
  judge_origin(*assertion);
  judge_expectations(*assertion);
}

void AssertionVerification::State::advance() {
  need.reset();
  judge();
  if (need && fetched.size() < needs_max) return;
  need.reset();
  const auto decision = decide(verdict.checks);
  verdict.outcome = decision.outcome;
  verdict.finding = decision.finding;
}

AssertionVerification::AssertionVerification(Secured opened, const VerificationOptions& options)
    : state_(std::make_unique<State>(std::move(opened), options)) {
  state_->advance();
}

AssertionVerification::~AssertionVerification() = default;
AssertionVerification::AssertionVerification(AssertionVerification&&) noexcept = default;
AssertionVerification& AssertionVerification::operator=(AssertionVerification&&) noexcept = default;

std::optional<NeedDocument> AssertionVerification::next() const { return state_->need; }

void AssertionVerification::supply(std::string_view text, const Provenance& from) {
  assert(state_->need);
  state_->verdict.phoned_home |= from.asked_outside;
  state_->fetched.push_back({.url = state_->need->url,
                             .document = json::parse(text, json_limits),
                             .source = from.source});
  state_->advance();
}

void AssertionVerification::supply(Error error, const Provenance& from) {
  assert(state_->need);
  state_->verdict.phoned_home |= from.asked_outside;
  state_->fetched.push_back({.url = state_->need->url,
                             .document = std::unexpected(std::move(error)),
                             .source = from.source});
  state_->advance();
}

const Verdict& AssertionVerification::outcome() const { return state_->verdict; }

}  // namespace waarmerk::node::credential
