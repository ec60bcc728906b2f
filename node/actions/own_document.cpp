#include "node/actions/own_document.hpp"

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_controller.hpp"
#include "node/feed/bot_service.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::actions {
namespace {

/// The endpoint of the service that names our feed (network: `BitOfTrustNode`).
Result<json::Document> feed_endpoint(const OwnDocument& wanted) {
  const feed::FeedService service{gossip::endpoint_at(wanted.url), feed::feed_id_of(wanted.did),
                                  wanted.feed, wanted.epoch, wanted.mirrors};
  json::Writer writer;
  feed::write_feed_service(writer, wanted.did, service);
  TRY(whole, json::parse(writer.text()));
  return whole.part(*whole.root().find("serviceEndpoint"));
}

/// A service as it is, and of a feed which feed it is.
void write_service(json::Writer& writer, json::Value service, const feed::FeedId& feed) {
  const auto endpoint = service.find("serviceEndpoint");
  const bool is_feed =
      service.find("type").and_then(&json::Value::string) == feed::bot_service_type && endpoint &&
      endpoint->is(json::Kind::object);
  if (!is_feed) {
    writer.value(service);
    return;
  }
  writer.begin_object();
  for (const json::Member member : service.members()) {
    if (member.name != "serviceEndpoint") writer.name(member.name).value(member.value);
  }
  writer.name("serviceEndpoint").begin_object();
  for (const json::Member member : endpoint->members()) {
    if (member.name != "feed") writer.name(member.name).value(member.value);
  }
  writer.member("feed", feed::print_feed_id(feed)).end_object().end_object();
}

}  // namespace

Result<did::DidDocument> write_own_document(const OwnDocument& wanted) {
  TRY(endpoint, feed_endpoint(wanted));
  did::Publication publication{wanted.did, {}, {}, {}};
  publication.methods.push_back({wanted.issuing_fragment,
                                 wanted.issuing,
                                 {did::Purpose::assertion_method, did::Purpose::authentication}});
  for (const auto& method : wanted.withdrawn) publication.methods.push_back(method);
  publication.services.push_back({"bot", std::string(feed::bot_service_type), endpoint});
  if (wanted.did.method() == "webvh") {
    TRY(web, did::did_web_at(wanted.url, {.plain_http_on_loopback = true}));
    publication.also_known_as.push_back(web.text());
    for (const auto& name : wanted.former) publication.also_known_as.push_back(name);
  }
  return did::make_document(publication);
}

Result<json::Document> write_parallel_document(const did::Did& did,
                                               const json::Document& document) {
  TRY(parallel, did::parallel_did_web(did, document));
  const auto said = parallel.root().find("service");
  json::Writer writer;
  writer.begin_array();
  for (const json::Value one : said->elements()) write_service(writer, one, feed::feed_id_of(did));
  TRY(services, json::parse(writer.end_array().take()));
  return json::with_member(parallel.root(), "service", services.root());
}

std::vector<std::string> former_names(const did::DidDocument& document) {
  const auto& now = document.id().text();
  std::vector<std::string> former;
  for (const auto& name : document.also_known_as()) {
    if (name != now && did::is_same_did(name, now)) former.push_back(name);
  }
  return former;
}

std::vector<did::PublishedMethod> withdrawn_methods(const did::DidDocument& document) {
  std::vector<did::PublishedMethod> withdrawn;
  for (const auto& method : document.methods()) {
    if (!method.revoked || !method.key) continue;
    const auto fragment = method.id.substr(method.id.find('#') + 1);
    withdrawn.push_back({fragment, *method.key, {}, method.revoked});
  }
  return withdrawn;
}

}  // namespace waarmerk::node::actions
