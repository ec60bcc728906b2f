// The keys of this node that stand for themselves, one issuer of the VC-API each.
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/issuers.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/problem_details.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

void write_issuer(json::Writer& writer, const actions::Issuer& issuer) {
  writer.begin_object().member("name", issuer.name()).member("id", issuer.did().text());
  writer.name("forms").begin_array();
  for (const auto form : issuer.forms()) writer.string(form);
  writer.end_array().end_object();
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  json::Writer writer;
  writer.begin_object().name("issuers").begin_array();
  for (const auto& issuer : services.issuers.all()) write_issuer(writer, issuer);
  writer.end_array().end_object();
  co_return http::json_response(200, writer.take());
}

Task<Result<http::Response>> issue(Services& services, http::Request request,
                                   http::Parameters parameters) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(issuer, services.issuers.find(parameters["issuer"]));
  CO_TRY(wanted, json::Reader(body).get_object("credential"));
  const auto client = body.part(wanted.value());
  CO_TRY(options, json::Reader(body).find_object("options"));
  actions::Signing signing{.now = services.ports.clock.now(),
                           .random = services.ports.random,
                           .contexts = services.ports.contexts};
  if (options) {
    CO_TRY(pointers, options->strings("mandatoryPointers"));
    signing.mandatory_pointers = std::move(pointers);
    CO_TRY(disclosable, options->strings("disclosablePointers"));
    signing.disclosable_pointers = std::move(disclosable);
  }
  CO_TRY(secured,
         actions::sign_credential(*issuer, parameters["form"], client, std::move(signing)));
  json::Writer writer;
  writer.begin_object().name("verifiableCredential").value(secured.root()).end_object();
  co_return http::json_response(201, writer.take());
}

}  // namespace

std::vector<Row> issuer_rows() {
  return {{"GET", "/issuers", Guard::open_cheap, {}, list},
          {"POST", "/issuers/{issuer}/{form}/credentials/issue", Guard::token, scope::issue, issue,
           Place::connection}};
}

}  // namespace waarmerk::node::routes
