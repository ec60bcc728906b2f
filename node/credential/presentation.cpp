#include "node/credential/presentation.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"
#include "node/credential/proof_check.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

std::string detail_of(const Error& error) {
  return error.path.empty() ? error.detail : error.path + ": " + error.detail;
}

Result<void> check_context(const Place& root) {
  const auto context = root.find("@context");
  if (!context) return root.fail_at("@context", malformed, "It has no @context.");
  for (const json::Value first : context->value().elements()) {
    if (first.string() == context_v2 || first.string() == context_v1) return {};
    break;
  }
  return context->fail_here(malformed, "The first context must be that of credentials v2.");
}

/// The holder's id; empty where none is named.
Result<std::string> holder_in(const Place& root) {
  const auto holder = root.find("holder");
  if (!holder) return std::string();
  const auto id = holder->value().is(json::Kind::object) ? holder->find("id") : holder;
  const auto text = id ? id->value().string() : std::nullopt;
  if (!text || !is_url(*text)) return holder->fail_here(malformed, "The holder has no URL.");
  return std::string(*text);
}

/// In a presentation of version 1.1 a credential may be a JWT as it is (vc-data-model 1.1 6.3.1).
bool is_old(const Place& root) {
  const auto context = root.find("@context");
  for (const json::Value one : context->value().elements()) return one.string() == context_v1;
  return false;
}

struct Presentation {
  std::string holder;
  std::vector<json::Value> credentials;
};

/// The MUSTs of vc-data-model 4.13.
Result<Presentation> read_presentation(const json::Document& document) {
  const Place root(document.root(), "$");
  if (!root.value().is(json::Kind::object)) return root.fail_here(malformed, "It is no object.");
  TRY_OK(check_context(root));
  if (!root.has_type("VerifiablePresentation")) {
    return root.fail_at("type", malformed, "The types must hold VerifiablePresentation.");
  }
  if (const auto id = root.find("id")) {
    const auto text = id->value().string();
    if (!text || !is_url(*text)) return id->fail_here(malformed, "This must be a URL.");
  }
  TRY(holder, holder_in(root));
  Presentation presentation{.holder = holder, .credentials = {}};
  TRY_OK(each(root, "verifiableCredential", presented_max, malformed,
              [&](const Place& one) -> Result<void> {
                const bool is_jwt = is_old(root) && one.value().is(json::Kind::string);
                if (!is_jwt && !one.value().is(json::Kind::object)) {
                  return one.fail_here(malformed, "A credential is an object.");
                }
                presentation.credentials.push_back(one.value());
                return {};
              }));
  return presentation;
}

Check unreadable(const Error& error) {
  const auto finding = error.code == unsupported_version  ? Finding::unsupported_version
                       : error.code == unsupported_format ? Finding::unsupported_format
                       : error.code == malformed          ? Finding::malformed_credential
                                                          : Finding::not_a_credential;
  return make_check(finding, {}, detail_of(error));
}

/// The worst of the credentials, as one check.
Finding sum_up(const std::vector<Verdict>& verdicts) {
  const auto any = [&](Outcome outcome) {
    return std::ranges::find(verdicts, outcome, &Verdict::outcome) != verdicts.end();
  };
  if (any(Outcome::not_genuine)) return Finding::credential_not_genuine;
  if (any(Outcome::cannot_be_checked)) return Finding::credential_unchecked;
  return any(Outcome::genuine_with_warning) ? Finding::credential_warning
                                            : Finding::credentials_good;
}

void decide_on(PresentationVerdict& verdict) {
  const auto decision = decide(verdict.checks);
  verdict.outcome = decision.outcome;
  verdict.finding = decision.finding;
}

}  // namespace

struct PresentationVerification::State {
  PresentationOptions options;
  PresentationVerdict verdict;
  std::optional<Secured> secured;
  std::vector<Verification> credentials;
  KnownDids dids;
  bool is_proof_checked = false;
  std::size_t needs_count = 0;
  std::optional<Need> need;

  void begin(Result<Secured> opened);
  bool read_format(Result<Secured> opened);
  void advance();
  std::optional<Need> step();
  bool check_proof();
  void finish();
  void answer_own(Error error);
  Verification* asker();
};

bool PresentationVerification::State::read_format(Result<Secured> opened) {
  const auto is_credential = [](std::string_view type) {
    return type.starts_with("vc+") || type.starts_with("dc+");
  };
  if (opened && is_credential(opened->media_type())) {
    opened = fail(not_a_credential, "This is a credential and no presentation.");
  }
  auto presentation = opened ? read_presentation(opened->document)
                             : Result<Presentation>(std::unexpected(opened.error()));
  if (!presentation) {
    verdict.checks.push_back(unreadable(presentation.error()));
    return false;
  }
  verdict.checks.push_back(make_check(Finding::format_good));
  verdict.holder = presentation->holder;
  secured = std::move(*opened);
  for (const auto& value : presentation->credentials) {
    auto one = options.credentials;
    if (options.first_seen_of) one.first_seen = options.first_seen_of(value);
    credentials.emplace_back(open(secured->document, value), one);
  }
  return true;
}

void PresentationVerification::State::begin(Result<Secured> opened) {
  if (!read_format(std::move(opened))) return finish();
  advance();
}

/// False while something is needed first.
bool PresentationVerification::State::check_proof() {
  const ProofRules rules{.now = options.credentials.now,
                         .purpose = did::Purpose::authentication,
                         .owner = verdict.holder,
                         .owner_name = {},
                         .owner_good = Finding::holder_good,
                         .issuer_check = options.credentials.issuer_check,
                         .challenge = options.challenge,
                         .domain = options.domain,
                         .contexts = options.credentials.contexts};
  auto answer = check_proofs(*secured, rules, dids);
  if (auto* wanted = std::get_if<did::Did>(&answer)) need = NeedDid{*wanted};
  if (auto* wanted = std::get_if<NeedDocument>(&answer)) need = std::move(*wanted);
  if (need) return false;
  for (auto& check : std::get<std::vector<Check>>(answer)) {
    verdict.checks.push_back(std::move(check));
  }
  is_proof_checked = true;
  return true;
}

Verification* PresentationVerification::State::asker() {
  const auto found = std::ranges::find_if(
      credentials, [](const Verification& one) { return one.next().has_value(); });
  return found == credentials.end() ? nullptr : &*found;
}

void PresentationVerification::State::advance() {
  need.reset();
  if (!is_proof_checked && !check_proof()) return;
  // Badges in a presentation that does not hold must not make anybody ask their issuers.
  if (!is_accepted(decide(verdict.checks).outcome)) return finish();
  while (auto* one = asker()) {
    if (++needs_count <= needs_max) {
      need = one->next();
      return;
    }
    one->supply(Error{too_many_needs, "The presentation asks for too much."});
  }
  finish();
}

void PresentationVerification::State::finish() {
  for (const auto& one : credentials) {
    verdict.credentials.push_back(one.outcome());
    verdict.phoned_home |= one.outcome().phoned_home;
  }
  const bool are_checked =
      is_proof_checked && std::ranges::none_of(credentials, [](const Verification& one) {
        return one.next().has_value();
      });
  if (are_checked && !credentials.empty()) {
    verdict.checks.push_back(make_check(sum_up(verdict.credentials)));
  }
  decide_on(verdict);
}

void PresentationVerification::State::answer_own(Error error) {
  if (const auto* wanted = std::get_if<NeedDid>(&*need)) {
    dids.add(wanted->did, std::unexpected(std::move(error)));
  } else {
    dids.add_key(std::get<NeedDocument>(*need).url, std::unexpected(std::move(error)));
  }
  advance();
}

Result<std::string> read_holder(const json::Document& presentation) {
  TRY(read, read_presentation(presentation));
  return std::move(read.holder);
}

PresentationVerification::PresentationVerification(Result<Secured> opened,
                                                   const PresentationOptions& options)
    : state_(std::make_unique<State>()) {
  state_->options = options;
  state_->begin(std::move(opened));
}

PresentationVerification::PresentationVerification(std::string_view file,
                                                   const PresentationOptions& options)
    : PresentationVerification(open(file), options) {}

PresentationVerification::PresentationVerification(const json::Document& presentation,
                                                   const PresentationOptions& options)
    : PresentationVerification(Result<Secured>(Secured(presentation)), options) {}

PresentationVerification::~PresentationVerification() = default;
PresentationVerification::PresentationVerification(PresentationVerification&&) noexcept = default;
PresentationVerification& PresentationVerification::operator=(PresentationVerification&&) noexcept =
    default;

std::optional<Need> PresentationVerification::next() const { return state_->need; }

void PresentationVerification::supply(did::DocumentHistory documents, const Provenance& from) {
  assert(state_->need);
  if (state_->is_proof_checked) {
    state_->asker()->supply(std::move(documents), from);
  } else {
    state_->verdict.phoned_home |= from.asked_outside;
    state_->dids.add(std::get<NeedDid>(*state_->need).did, std::move(documents));
  }
  state_->advance();
}

void PresentationVerification::supply(std::string_view text, const Provenance& from) {
  assert(state_->need);
  if (state_->is_proof_checked) {
    state_->asker()->supply(text, from);
  } else {
    state_->verdict.phoned_home |= from.asked_outside;
    state_->dids.add_key(std::get<NeedDocument>(*state_->need).url, std::string(text));
  }
  state_->advance();
}

void PresentationVerification::supply(StoredStatus stored, const Provenance& from) {
  assert(state_->need && state_->is_proof_checked);
  state_->asker()->supply(std::move(stored), from);
  state_->advance();
}

void PresentationVerification::supply(Error error, const Provenance& from) {
  assert(state_->need);
  if (!state_->is_proof_checked) {
    state_->verdict.phoned_home |= from.asked_outside;
    return state_->answer_own(std::move(error));
  }
  state_->asker()->supply(std::move(error), from);
  state_->advance();
}

const PresentationVerdict& PresentationVerification::outcome() const { return state_->verdict; }

void decide_anew(PresentationVerdict& verdict) {
  const auto sum = std::ranges::find(verdict.checks, "credentials", &Check::name);
  if (sum != verdict.checks.end()) *sum = make_check(sum_up(verdict.credentials));
  decide_on(verdict);
}

void write_presentation_verdict(json::Writer& writer, const PresentationVerdict& verdict) {
  writer.member("outcome", print_outcome(verdict.outcome)).member("code", verdict.code());
  if (!verdict.holder.empty()) writer.member("holder", verdict.holder);
  writer.name("phonedHome").boolean(verdict.phoned_home);
  write_checks(writer, verdict.checks);
  writer.name("credentials").begin_array();
  for (const auto& one : verdict.credentials) {
    writer.begin_object();
    write_verdict(writer, one);
    writer.end_object();
  }
  writer.end_array();
}

Result<json::Document> write_presentation(const std::vector<json::Document>& credentials,
                                          const std::string& holder) {
  json::Writer writer;
  writer.begin_object();
  writer.name("@context").begin_array().string(context_v2).end_array();
  writer.name("type").begin_array().string("VerifiablePresentation").end_array();
  if (!holder.empty()) writer.member("holder", holder);
  writer.name("verifiableCredential").begin_array();
  for (const auto& one : credentials) writer.value(one.root());
  writer.end_array().end_object();
  TRY(document, json::parse(writer.text()));
  TRY_OK(read_presentation(document));
  return document;
}

}  // namespace waarmerk::node::credential
