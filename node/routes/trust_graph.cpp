// The network of trust around an organisation: what a picture or a table of it is made from.
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/routes/routes.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::routes {
namespace {

/// Without `about` it is about us, and those whom our policy believes.
Result<actions::GraphQuestion> read_question(const actions::Identity& self,
                                             const http::Query& query, UnixTime now) {
  actions::GraphQuestion question{
      .centre = self.did, .centre_name = self.name, .with_roots = true, .at = now};
  if (const auto about = query.find("about")) {
    TRY(did, did::Did::parse(*about));
    question.with_roots = false;
    if (did != self.did) question.centre_name.clear();
    question.centre = std::move(did);
  }
  TRY(hops, query.find_integer("hops", {0, trust::surroundings_hops_max}));
  if (hops) question.hops = static_cast<int>(*hops);
  if (const auto at = query.find("at")) {
    TRY(moment, parse_time(*at));
    question.at = moment;
  }
  return question;
}

void write_organisation(json::Writer& writer, const actions::GraphOrganisation& one) {
  writer.begin_object().member("did", one.who.did);
  if (!one.who.name.empty()) writer.member("name", one.who.name);
  writer.name("hops").integer(one.hops);
  if (one.root_amount) writer.name("root").integer(*one.root_amount);
  writer.end_object();
}

void write_bit(json::Writer& writer, const actions::GraphBit& bit) {
  writer.begin_object().name("from").integer(static_cast<std::int64_t>(bit.from));
  writer.name("to").integer(static_cast<std::int64_t>(bit.to));
  trust::write_terms(
      writer, {.kind = bit.kind, .amount = bit.amount, .depth = bit.depth, .scope = bit.scope});
  writer.member("since", print_time(bit.since)).member("until", print_time(bit.until));
  writer.member("hash", gossip::print_hash(bit.hash));
  writer.name("settled").boolean(bit.is_settled).end_object();
}

std::string print(const actions::TrustGraph& graph, UnixTime at) {
  json::Writer writer;
  writer.begin_object().member("at", print_time(at)).name("organisations").begin_array();
  for (const auto& one : graph.organisations) write_organisation(writer, one);
  writer.end_array().name("bits").begin_array();
  for (const auto& bit : graph.bits) write_bit(writer, bit);
  writer.end_array().name("cutShort").boolean(graph.is_cut_short);
  return writer.end_object().take();
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  const auto now = services.ports.clock.now();
  CO_TRY(question, read_question(services.ports.self, query, now));
  CO_TRY(graph, services.trust.graph(question, now));
  co_return http::json_response(200, print(graph, question.at));
}

}  // namespace

std::vector<Row> trust_graph_rows() {
  return {{"GET", "/v1/trust/graph", Guard::token, scope::read, show}};
}

}  // namespace waarmerk::node::routes
