#include "did/webvh_controller.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "did/document.hpp"
#include "did/webvh_write.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view web_prefix = "did:web:";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

void write_keys(json::Writer& writer, const WebvhKeys& keys) {
  writer.name("updateKeys").begin_array();
  writer.string(keys::print_multikey(keys.now.public_key())).end_array();
  writer.name("nextKeyHashes").begin_array();
  writer.string(webvh_hash(keys::print_multikey(keys.next))).end_array();
}

/// What was signed in the second that runs was signed before the entry.
UnixTime next_second(UnixTime now) { return UnixTime{(now.ms / second_ms + 1) * second_ms}; }

UnixTime time_behind(const WebvhEntry& before, UnixTime now) {
  return std::max(next_second(now), next_second(before.time));
}

/// What a next entry says of the keys, and what else.
struct NextParameters {
  const WebvhKeys& keys;
  const std::function<void(json::Writer&)>& write_more;
};

Result<std::string> continue_with(const WebvhEntry& before, const json::Document& state,
                                  const NextParameters& next, UnixTime now) {
  json::Writer parameters;
  parameters.begin_object();
  write_keys(parameters, next.keys);
  next.write_more(parameters);
  parameters.end_object();
  TRY(wanted, json::parse(parameters.text()));
  return continue_webvh_log(
      before, {.time = time_behind(before, now), .parameters = wanted, .state = state},
      next.keys.now);
}

/// The names of the document, each once, without `own`, and with `other`.
void write_names(json::Writer& writer, json::Value document, std::string_view own,
                 std::string_view other) {
  std::set<std::string, std::less<>> written{std::string(own), std::string(other)};
  writer.begin_array();
  if (const auto names = document.find("alsoKnownAs")) {
    for (const json::Value name : names->elements()) {
      const std::string text(name.string().value_or(""));
      if (written.insert(text).second) writer.string(text);
    }
  }
  writer.string(other).end_array();
}

bool has_service(json::Value services, const Did& did, const std::string& fragment) {
  for (const json::Value one : services.elements()) {
    const auto id = one.find("id").and_then(&json::Value::string);
    if (id == fragment || id == did.text() + fragment) return true;
  }
  return false;
}

void write_service(json::Writer& writer, const Did& did, std::string_view fragment,
                   std::string_view type, const std::string& endpoint) {
  writer.begin_object().member("id", did.text() + std::string(fragment));
  writer.member("type", type).member("serviceEndpoint", endpoint).end_object();
}

/// The document with the services that a did:webvh has without saying so.
Result<json::Document> with_implicit_services(const Did& did, const json::Document& document) {
  TRY(location, locate_did_webvh(did, {.plain_http_on_loopback = true}));
  const auto folder = folder_of(location);
  const auto said = document.root().find("service");
  json::Writer writer;
  writer.begin_array();
  if (said) {
    for (const json::Value one : said->elements()) writer.value(one);
  }
  if (!said || !has_service(*said, did, "#files")) {
    write_service(writer, did, "#files", "relativeRef", folder);
  }
  if (!said || !has_service(*said, did, "#whois")) {
    write_service(writer, did, "#whois", "LinkedVerifiablePresentation", folder + "whois.vp");
  }
  TRY(services, json::parse(writer.end_array().take()));
  return json::with_member(document.root(), "service", services.root());
}

}  // namespace

Result<Did> webvh_at(std::string_view base_url, const ResolutionOptions& options) {
  TRY(web, did_web_at(base_url, options));
  return Did::parse("did:webvh:" + std::string(webvh_unknown_scid) + ":" +
                    std::string(web.specific_id()));
}

Result<BegunWebvh> begin_webvh(const json::Document& state, const WebvhKeys& keys, UnixTime now) {
  json::Writer parameters;
  parameters.begin_object();
  write_keys(parameters, keys);
  parameters.name("portable").boolean(true).end_object();
  TRY(wanted, json::parse(parameters.text()));
  TRY(placed,
      json::parse(replaced(json::print(state.root()), webvh_unknown_scid, webvh_placeholder)));
  TRY(line,
      begin_webvh_log({.time = next_second(now), .parameters = wanted, .state = placed}, keys.now));
  TRY(entry, json::parse(line));
  TRY(did, Did::parse(*entry.root().find("state")->find("id")->string()));
  return BegunWebvh{std::move(did), std::move(line)};
}

Result<std::string> continue_webvh(const WebvhEntry& before, const json::Document& state,
                                   const WebvhKeys& keys, UnixTime now) {
  const auto nothing_more = [](json::Writer&) {};
  return continue_with(before, state, {keys, nothing_more}, now);
}

Result<std::string> name_webvh_witnesses(const WebvhEntry& before, const WebvhWitnesses& witnesses,
                                         const WebvhKeys& keys, UnixTime now) {
  const auto write = [&](json::Writer& parameters) {
    parameters.name("witness").begin_object();
    if (witnesses.are_used()) {
      parameters.name("threshold").integer(witnesses.threshold);
      parameters.name("witnesses").begin_array();
      for (const auto& id : witnesses.ids) parameters.begin_object().member("id", id).end_object();
      parameters.end_array();
    }
    parameters.end_object();
  };
  return continue_with(before, before.document, {keys, write}, now);
}

Result<std::string> name_webvh_watchers(const WebvhEntry& before,
                                        const std::vector<std::string>& urls, const WebvhKeys& keys,
                                        UnixTime now) {
  const auto write = [&](json::Writer& parameters) {
    parameters.name("watchers").begin_array();
    for (const auto& url : urls) parameters.string(url);
    parameters.end_array();
  };
  return continue_with(before, before.document, {keys, write}, now);
}

Result<std::string> deactivate_webvh(const WebvhEntry& before, const keys::Signer& update_key,
                                     UnixTime now) {
  json::Writer parameters;
  parameters.begin_object().name("updateKeys").begin_array();
  parameters.string(keys::print_multikey(update_key.public_key())).end_array();
  parameters.name("nextKeyHashes").begin_array().end_array();
  parameters.name("deactivated").boolean(true).end_object();
  TRY(wanted, json::parse(parameters.text()));
  return continue_webvh_log(
      before, {.time = time_behind(before, now), .parameters = wanted, .state = before.document},
      update_key);
}

Result<json::Document> parallel_did_web(const Did& did, const json::Document& document) {
  const std::string start = "did:webvh:" + std::string(scid_of(did)) + ":";
  TRY(full, with_implicit_services(did, document));
  const auto web = replaced(json::print(full.root()), start, web_prefix);
  TRY(renamed, json::parse(web));
  json::Writer names;
  write_names(names, renamed.root(), std::string(web_prefix) + did.text().substr(start.size()),
              did.text());
  TRY(also_known_as, json::parse(names.text()));
  TRY(whole, json::with_member(renamed.root(), "alsoKnownAs", also_known_as.root()));
  TRY(read, DidDocument::read(whole));
  return read.source();
}

}  // namespace waarmerk::did
