// The resolver that other software asks: resolution results of DIDs and DID URLs.
//
// The shape and the words of the errors are those of the did:key conformance suite and of universal
// resolvers: an error has the members of a result, and a status that is no success.
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/writer.hpp"
#include "did/resolution.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

constexpr std::string_view context = "https://w3id.org/did-resolution/v1";

/// What is asked: a DID, or something in its document.
struct Question {
  std::string text;
  bool is_part = false;  ///< a DID URL, whose answer is a dereferencing
  std::optional<did::Did> did = {};
};

Question read_question(const std::string& text) {
  if (text.find_first_of("/?#") == std::string::npos) {
    const auto did = did::Did::parse(text);
    return {text, false, did ? std::optional(*did) : std::nullopt};
  }
  const auto url = did::DidUrl::parse(text);
  return {text, true, url ? std::optional(url->did()) : std::nullopt};
}

std::string_view name_of(const Error& error, const Question& question) {
  if (error.code == did::unsupported_method) return "methodNotSupported";
  if (error.code == did::wrong_key_length) return "invalidPublicKeyLength";
  if (error.code == did::malformed) return question.is_part ? "invalidDidUrl" : "invalidDid";
  if (error.code == did::bad_log) return "invalidDid";
  if (error.code == did::bad_document) return "invalidDidDocument";
  if (error.code.kind == ErrorKind::missing) return "notFound";
  return "internalError";
}

int status_of(std::string_view name) {
  if (name == "methodNotSupported") return 501;
  if (name == "notFound") return 404;
  return name == "internalError" ? 502 : 400;
}

/// `{"@context":…,"didDocument":…,"didDocumentMetadata":{},"did…Metadata":{…}}`, open to its end.
void begin_result(json::Writer& writer, const Question& question) {
  writer.begin_object().member("@context", context);
  writer.name("didDocumentMetadata").begin_object().end_object();
  writer.name(question.is_part ? "didDereferencingMetadata" : "didResolutionMetadata");
}

http::Response refusal(const Question& question, std::string_view name, std::string_view detail) {
  json::Writer writer;
  begin_result(writer, question);
  writer.begin_object().member("error", name);
  if (!detail.empty()) writer.member("message", detail);
  writer.end_object().name("didDocument").begin_object().end_object().end_object();
  return http::json_response(status_of(name), writer.take());
}

http::Response found(const Question& question, json::Value document) {
  json::Writer writer;
  begin_result(writer, question);
  writer.begin_object().member("contentType", "application/did+json").end_object();
  writer.name("didDocument").value(document).end_object();
  return http::json_response(200, writer.take());
}

/// Keys are told as Multikey and in no other form.
std::optional<std::string_view> fault_of_format(const http::Query& query,
                                                const Question& question) {
  const auto format = query.find("publicKeyFormat").value_or("Multikey");
  if (format == "Multikey") return std::nullopt;
  return question.is_part ? "invalidPublicKeyType" : "unsupportedPublicKeyType";
}

/// The method that a DID URL names, as it stands in the document.
std::optional<json::Value> find_part(const did::DidDocument& document, const std::string& id) {
  const auto methods = document.source().root().find("verificationMethod");
  if (!methods || document.find_method(id) == nullptr) return std::nullopt;
  for (const json::Value method : methods->elements()) {
    const auto own = method.find("id").and_then(&json::Value::string).value_or("");
    if (own == id || (own.starts_with('#') && id.ends_with(own))) return method;
  }
  return std::nullopt;
}

Task<Result<did::DidDocument>> resolve(Services& services, did::Did did) {
  if (actions::is_self_contained(did)) co_return did::Resolution(did).outcome();
  CO_TRY(evidence, co_await services.evidence.find_did(did));
  co_return evidence.documents.newest();
}

Task<Result<http::Response>> identify(Services& services, http::Request request,
                                      http::Parameters parameters) {
  const auto question = read_question(parameters["did"]);
  CO_TRY(query, http::Query::parse(request.query()));
  if (!question.did) {
    co_return refusal(question, question.is_part ? "invalidDidUrl" : "invalidDid", "");
  }
  const auto document = co_await resolve(services, *question.did);
  if (!document) {
    const auto name = name_of(document.error(), question);
    co_return refusal(question, name, document.error().detail);
  }
  if (const auto fault = fault_of_format(query, question)) co_return refusal(question, *fault, "");
  if (!question.is_part) co_return found(question, document->source().root());
  const auto part = find_part(*document, question.text);
  if (!part) co_return refusal(question, "notFound", "The document has no such method.");
  co_return found(question, *part);
}

}  // namespace

std::vector<Row> resolver_rows() {
  return {{"GET", "/1.0/identifiers/{did}", Guard::open_costly, {}, identify}};
}

}  // namespace waarmerk::node::routes
