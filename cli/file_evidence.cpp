#include "cli/file_evidence.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "did/did_webvh.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/credential/key_document.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_token.hpp"

namespace waarmerk::cli {
namespace {

using node::actions::Answer;
using node::actions::DidEvidence;
using node::actions::DocumentEvidence;
using node::actions::ListEvidence;
using node::credential::Source;

constexpr int status_ok = 200;

Result<DidEvidence> evidence_of(Result<node::actions::Resolved> resolving) {
  TRY(resolved, std::move(resolving));
  return DidEvidence{std::move(resolved.documents),
                     {.source = Source::https, .asked_outside = true}};
}

/// What a history that was given says: all of it, or the version that is asked for.
Result<did::DocumentHistory> documents_in(const did::WebvhTexts& texts, const did::Did& did,
                                          const did::ResolutionOptions& options) {
  const auto log = did::WebvhLog::read(texts, did::scid_of(did), options.now);
  if (std::holds_alternative<did::LastVersion>(options.version)) {
    return did::DocumentHistory::of(did, log);
  }
  TRY(entry, log.find(did, options.version));
  TRY(document, did::DidDocument::read(entry->document));
  return did::DocumentHistory(std::move(document));
}

Result<std::string> body_of(Result<node::fetch::Fetched> answered, std::string_view whose) {
  TRY(fetched, std::move(answered));
  if (fetched.status == status_ok) return std::move(fetched.body);
  return fail(node::fetch::fetch_failed,
              std::string(whose) + " host answered " + std::to_string(fetched.status) + ".");
}

Result<ListEvidence> evidence_of(Result<node::fetch::Fetched> answered) {
  TRY(body, body_of(std::move(answered), "The list's"));
  return ListEvidence{std::move(body), {.source = Source::https, .asked_outside = true}};
}

Result<DocumentEvidence> published(Result<node::fetch::Fetched> answered) {
  TRY(body, body_of(std::move(answered), "Its"));
  return DocumentEvidence{std::move(body), {.source = Source::https, .asked_outside = true}};
}

}  // namespace

node::Task<Answer<DidEvidence>> FileEvidence::find_did(did::Did did) {
  if (const auto given = documents_.find_log(did)) {
    CO_TRY(documents, documents_in(*given, did, options_));
    co_return DidEvidence{std::move(documents), {.source = Source::documents}};
  }
  const bool is_last = std::holds_alternative<did::LastVersion>(options_.version);
  if (const auto given = documents_.find(did); given && is_last) {
    CO_TRY(document, did::read_document(*given));
    co_return DidEvidence{std::move(document), {.source = Source::documents}};
  }
  const did::Resolution at_once(did, options_);
  if (!at_once.next()) {  // it answers itself, or its method is not known
    CO_TRY(document, at_once.outcome());
    co_return DidEvidence{std::move(document), {.source = Source::own}};
  }
  auto network = reach_();
  if (!network) co_return fail(did::unavailable, network.error().detail);
  Answer<DidEvidence> answer =
      evidence_of(co_await node::actions::resolve_did(std::move(did), options_, **network));
  answer.asked_outside = true;
  co_return answer;
}

node::Task<Answer<ListEvidence>> FileEvidence::find_status_list(
    node::credential::NeedStatusList need) {
  if (const auto given = documents_.find(need.url)) {
    co_return ListEvidence{std::string(*given), {.source = Source::documents}};
  }
  CO_TRY(network, reach_());
  node::fetch::FetchRequest request;
  request.url = need.url;
  request.accept = node::credential::accepted_types(need.kind);
  request.bytes_max = node::credential::file_bytes_max;
  Answer<ListEvidence> answer = evidence_of(co_await network->fetch(std::move(request)));
  answer.asked_outside = true;
  co_return answer;
}

node::Task<Answer<DocumentEvidence>> FileEvidence::find_document(
    node::credential::NeedDocument need) {
  if (const auto given = documents_.find(need.url)) {
    co_return DocumentEvidence{std::string(*given), {.source = Source::documents}};
  }
  CO_TRY(network, reach_());
  node::fetch::FetchRequest request;
  request.url = need.url;
  request.accept = "application/ld+json, application/json";
  request.bytes_max = node::credential::file_bytes_max;
  Answer<DocumentEvidence> answer = published(co_await network->fetch(std::move(request)));
  answer.asked_outside = true;
  co_return answer;
}

Reach offline() {
  return [] {
    return Result<node::fetch::Fetcher*>(
        fail(node::fetch::fetch_refused,
             "It is not among the documents that were given, and nobody may be asked."));
  };
}

}  // namespace waarmerk::cli
