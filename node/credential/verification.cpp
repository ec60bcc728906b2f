#include "node/credential/verification.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/parse.hpp"
#include "did/did_webvh.hpp"
#include "node/credential/assertion.hpp"
#include "node/credential/assertion_verification.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/date_check.hpp"
#include "node/credential/enclosed_check.hpp"
#include "node/credential/holder_check.hpp"
#include "node/credential/learner_record.hpp"
#include "node/credential/open_badge_rules.hpp"
#include "node/credential/proof_check.hpp"
#include "node/credential/schema_check.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/sentences.hpp"
#include "node/credential/signing_keys.hpp"
#include "node/credential/status_check.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/status_facts.hpp"
#include "node/credential/subject_check.hpp"

namespace waarmerk::node::credential {
namespace {

std::string detail_of(const Error& error) {
  return error.path.empty() ? error.detail : error.path + ": " + error.detail;
}

Check unreadable(const Error& error) {
  if (error.code == unsupported_format) {
    return make_check(Finding::unsupported_format, {}, error.detail);
  }
  if (error.code == unsupported_version) {
    return make_check(Finding::unsupported_version, {}, detail_of(error));
  }
  if (error.code == malformed) {
    return make_check(Finding::malformed_credential, {}, detail_of(error));
  }
  return make_check(Finding::not_a_credential, {},
                    std::string(error.code.name) + ": " + detail_of(error));
}

/// What the standards of badges ask beyond a credential.
Result<void> check_class(const Credential& credential) {
  if (credential.is_open_badge()) TRY_OK(check_open_badge(credential));
  if (is_learner_record(credential)) TRY_OK(check_learner_record(credential));
  return {};
}

}  // namespace

struct Verification::State {
  VerificationOptions options;
  Verdict verdict;
  std::optional<Secured> secured;
  std::optional<Credential> credential;
  KnownDids dids;
  std::vector<DocumentSource> documents_from;
  std::vector<ListEvidence> lists;  // answered up to `lists_answered`
  std::size_t lists_answered = 0;
  std::size_t lists_judged = 0;
  bool is_origin_checked = false;
  std::optional<Need> need;
  std::size_t needs_count = 0;
  std::optional<EnclosedCheck> enclosed;           // last: from then on every need is theirs
  std::optional<AssertionVerification> assertion;  // in the place of all else

  UnixTime time() const { return options.as_of.value_or(options.now); }
  void add(Check check) {
    const bool is_said = check.finding == Finding::domain_changed && has(check.finding);
    if (!is_said) verdict.checks.push_back(std::move(check));
  }
  bool has(Finding finding) const {
    return std::ranges::find(verdict.checks, finding, &Check::finding) != verdict.checks.end();
  }

  void begin(Result<Secured> opened);
  bool read_format(Result<Secured> opened);
  void note_facts();
  void plan_status();
  void plan_entry(json::Value value, std::size_t index);
  void advance();
  void answer(Error error, const Provenance& from);
  std::optional<Need> step();
  std::optional<Need> check_origin();
  std::optional<Need> check_lists();
  std::optional<Need> check_enclosed();
  void check_expectations();
  void tell_enclosed();
  void finish();
};

bool Verification::State::read_format(Result<Secured> opened) {
  if (!opened) {
    add(unreadable(opened.error()));
    return false;
  }
  secured = std::move(*opened);
  if (secured->media_type().starts_with("vp+")) {
    add(make_check(Finding::not_a_credential, {}, "This is a presentation."));
    return false;
  }
  if (is_ancient_assertion(secured->document.root())) {
    add(make_check(Finding::unsupported_version, {}, "This is of Open Badges 1."));
    return false;
  }
  auto read = read_secured(*secured);
  if (!read) {
    add(unreadable(read.error()));
    return false;
  }
  credential = std::move(*read);
  note_facts();
  if (auto rules = check_class(*credential); !rules) {
    add(make_check(Finding::malformed_achievement, {}, detail_of(rules.error())));
    return false;
  }
  add(make_check(Finding::format_good, {}, std::string(secured->form())));
  return true;
}

void Verification::State::note_facts() {
  verdict.issuer = credential->issuer;
  verdict.issuer_name = credential->issuer_name;
  verdict.credential_id = credential->id.value_or("");
  verdict.name = credential->name;
  verdict.achievement = name_of_achievement(*credential);
  if (!credential->subject_ids.empty()) verdict.subject = credential->subject_ids.front();
  verdict.valid_from = credential->valid_from;
  verdict.valid_until = credential->valid_until;
  verdict.refresh_services = credential->refresh_services;
}

void Verification::State::plan_entry(json::Value value, std::size_t index) {
  const auto path = "$.credentialStatus[" + std::to_string(index) + "]";
  auto entry = read_status_entry(value, path);
  if (!entry) {
    const auto type = value.find("type");
    const auto name = std::string(type ? type->string().value_or("") : "");
    add(make_check(Finding::status_unsupported, {{"type", name.empty() ? "?" : name}},
                   detail_of(entry.error())));
    verdict.status = more_careful(verdict.status, {.word = StatusWord::unknown, .grade = Grade::d});
    return;
  }
  const auto list = std::ranges::find_if(lists, [&](const ListEvidence& one) {
    return one.url == entry->list_url && one.entries.front().kind == entry->kind;
  });
  if (list != lists.end()) {
    list->entries.push_back(std::move(*entry));
    return;
  }
  const auto url = entry->list_url;
  lists.push_back({.url = url,
                   .entries = {std::move(*entry)},
                   .list = fail(too_many_needs, "The list has not come."),
                   .from = {}});
}

void Verification::State::plan_status() {
  std::size_t index = 0;
  for (const auto& value : credential->statuses) plan_entry(value, index++);
  if (index == 0) add(make_check(Finding::no_status));
}

void Verification::State::begin(Result<Secured> opened) {
  verdict.checked_at = options.now;
  verdict.as_of = options.as_of;
  if (opened && is_assertion(opened->document.root())) {
    assertion.emplace(std::move(*opened), options);
    return;
  }
  if (!read_format(std::move(opened))) {
    finish();
    return;
  }
  advance();
}

/// The proof, the issuer, and whether it is the issuer that was expected.
std::optional<Need> Verification::State::check_origin() {
  std::vector<UsedKey> used;
  const ProofRules rules{.now = options.now,
                         .owner = credential->issuer,
                         .owner_name = credential->issuer_name,
                         .issuer_check = options.issuer_check,
                         .dated = credential->valid_from,
                         .first_seen = options.first_seen,
                         .contexts = options.contexts,
                         .used = &used};
  auto answer = check_proofs(*secured, rules, dids);
  if (auto* wanted = std::get_if<did::Did>(&answer)) return NeedDid{*wanted};
  if (auto* wanted = std::get_if<NeedDocument>(&answer)) return std::move(*wanted);
  verdict.keys = describe_keys(used, documents_from, options.now);
  for (auto& check : std::get<std::vector<Check>>(answer)) add(std::move(check));
  const HolderRules holder{.now = options.now,
                           .subject = verdict.subject,
                           .challenge = options.challenge,
                           .domain = options.domain};
  if (auto check = check_holder(*secured, holder)) add(std::move(*check));
  if (options.expect_issuer && !did::is_same_did(*options.expect_issuer, credential->issuer)) {
    add(make_check(Finding::wrong_issuer,
                   {{"issuer", say_party(credential->issuer_name, credential->issuer)},
                    {"expected", *options.expect_issuer}}));
  }
  is_origin_checked = true;
  // A badge that is not the issuer's must not make anybody ask the issuer anything.
  if (is_accepted(decide(verdict.checks).outcome)) plan_status();
  return std::nullopt;
}

std::optional<Need> Verification::State::check_lists() {
  const StatusRules rules{.now = options.now,
                          .time = time(),
                          .issuer = credential->issuer,
                          .issuer_name = credential->issuer_name,
                          .issuer_check = options.issuer_check,
                          .delegates = options.status_delegates,
                          .credential_id = verdict.credential_id,
                          .contexts = options.contexts};
  while (lists_judged < lists.size()) {
    const auto& list = lists[lists_judged];
    if (lists_judged == lists_answered) return need_of(list, credential->issuer, options.as_of);
    auto answer = check_status(list, rules, dids);
    if (auto* wanted = std::get_if<did::Did>(&answer)) return NeedDid{*wanted};
    if (auto* wanted = std::get_if<NeedDocument>(&answer)) return std::move(*wanted);
    if (std::holds_alternative<NeedSignedList>(answer)) {
      lists[--lists_answered].forget_stored();
      continue;
    }
    auto& findings = std::get<StatusFindings>(answer);
    for (auto& check : findings.checks) add(std::move(check));
    verdict.status = more_careful(verdict.status, findings.facts);
    ++lists_judged;
  }
  return std::nullopt;
}

std::optional<Need> Verification::State::step() {
  if (!is_origin_checked) {
    if (auto wanted = check_origin()) return wanted;
  }
  if (auto wanted = check_lists()) return wanted;
  return check_enclosed();
}

std::optional<Need> Verification::State::check_enclosed() {
  if (!enclosed) {
    const bool is_asked = options.enclosed == EnclosedRule::checked;
    if (!is_asked || !is_accepted(decide(verdict.checks).outcome)) return std::nullopt;
    enclosed.emplace(*credential, options);
  }
  return enclosed->next();
}

/// The present need cannot be met.
void Verification::State::answer(Error error, const Provenance& from) {
  if (enclosed) {
    enclosed->supply(std::move(error), from);
  } else if (const auto* wanted = std::get_if<NeedDid>(&*need)) {
    dids.add(wanted->did, std::unexpected(std::move(error)));
  } else if (const auto* key = std::get_if<NeedDocument>(&*need)) {
    dids.add_key(key->url, std::unexpected(std::move(error)));
  } else {
    auto& list = lists[lists_answered++];
    list.list = std::unexpected(std::move(error));
    list.from = from;
  }
}

/// Steps until something is needed that may still be asked for, or all is known.
void Verification::State::advance() {
  need = step();
  while (need && ++needs_count > needs_max) {
    answer(Error{too_many_needs, "The badge asks for too much."}, {});
    need = step();
  }
  if (!need) finish();
}

void Verification::State::tell_enclosed() {
  if (enclosed) {
    for (auto& check : enclosed->outcome()) add(std::move(check));
  } else if (options.enclosed == EnclosedRule::left_alone && !contents_of(*credential).empty()) {
    add(make_check(Finding::content_unchecked, {}, "It stands inside another record."));
  }
}

void Verification::State::check_expectations() {
  for (auto& check : check_schemas(*credential)) add(std::move(check));
  tell_enclosed();
  add(check_dates(credential->valid_from, credential->valid_until, time()));
  if (!options.expect_subject) return;
  add(check_subject(*credential, *options.expect_subject));
}

void Verification::State::finish() {
  if (is_origin_checked) check_expectations();
  const bool names_lists = credential && !credential->statuses.empty();
  if (names_lists && verdict.status.word == StatusWord::none) {
    verdict.status.word = StatusWord::unknown;
    verdict.status.grade = Grade::d;
  }
  // Who has the domain now may say anything of the badges of who had it before.
  if (verdict.status.grade && has(Finding::domain_changed)) verdict.status.grade = Grade::d;
  const auto decision = decide(verdict.checks);
  verdict.outcome = decision.outcome;
  verdict.finding = decision.finding;
}

Verification::Verification(Result<Secured> opened, const VerificationOptions& options)
    : state_(std::make_unique<State>()) {
  state_->options = options;
  state_->begin(std::move(opened));
}

Verification::Verification(std::string_view file, const VerificationOptions& options)
    : Verification(open(file), options) {}

Verification::Verification(const json::Document& credential, const VerificationOptions& options)
    : Verification(Result<Secured>(Secured(credential)), options) {}

Verification::~Verification() = default;
Verification::Verification(Verification&&) noexcept = default;
Verification& Verification::operator=(Verification&&) noexcept = default;

std::optional<Need> Verification::next() const {
  if (!state_->assertion) return state_->need;
  const auto wanted = state_->assertion->next();
  return wanted ? std::optional<Need>(*wanted) : std::nullopt;
}

void Verification::supply(did::DocumentHistory documents, const Provenance& from) {
  const auto* wanted = state_->need ? std::get_if<NeedDid>(&*state_->need) : nullptr;
  assert(wanted != nullptr);
  if (state_->enclosed) {
    state_->verdict.phoned_home |= from.asked_outside;
    state_->enclosed->supply(std::move(documents), from);
    return state_->advance();
  }
  const auto did = wanted->did;
  if (!documents.is_about(did)) {
    return supply(Error{did::wrong_subject, "The document is about another DID."}, from);
  }
  state_->verdict.phoned_home |= from.asked_outside;
  state_->dids.add(did, std::move(documents));
  state_->documents_from.push_back({did, from.source, from.document_as_of});
  state_->advance();
}

void Verification::supply(std::string_view text, const Provenance& from) {
  if (state_->assertion) return state_->assertion->supply(text, from);
  assert(state_->need && !std::holds_alternative<NeedDid>(*state_->need));
  if (state_->enclosed) {
    state_->enclosed->supply(text, from);
  } else if (const auto* wanted = std::get_if<NeedDocument>(&*state_->need)) {
    state_->dids.add_key(wanted->url, std::string(text));
  } else {
    auto& list = state_->lists[state_->lists_answered++];
    list.stored.reset();
    list.list = open_status_list(text, list.entries.front().kind);
    list.sha256 = sha256(bytes_of(text));
    list.from = from;
  }
  state_->verdict.phoned_home |= from.asked_outside;
  state_->advance();
}

void Verification::supply(StoredStatus stored, const Provenance& from) {
  assert(!state_->assertion && state_->need);
  state_->verdict.phoned_home |= from.asked_outside;
  if (state_->enclosed) {
    state_->enclosed->supply(std::move(stored), from);
  } else {
    assert(!std::get<NeedStatusList>(*state_->need).as_signed);
    auto& list = state_->lists[state_->lists_answered++];
    list.stored = std::move(stored);
    list.from = from;
  }
  state_->advance();
}

void Verification::supply(Error error, const Provenance& from) {
  if (state_->assertion) return state_->assertion->supply(std::move(error), from);
  assert(state_->need);
  state_->verdict.phoned_home |= from.asked_outside;
  state_->answer(std::move(error), from);
  state_->advance();
}

const Verdict& Verification::outcome() const {
  return state_->assertion ? state_->assertion->outcome() : state_->verdict;
}

}  // namespace waarmerk::node::credential
