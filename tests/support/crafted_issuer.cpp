#include "tests/support/crafted_issuer.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <utility>

#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

constexpr std::uint8_t issuer_seed = 77;

UnixTime system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

ListOptions valid_now(const std::string& at) {
  const auto now = system_now();
  return {
      .valid_from = UnixTime{now.ms - hour_ms}, .valid_until = UnixTime{now.ms + day_ms}, .id = at};
}

}  // namespace

CraftedIssuer::CraftedIssuer() : party_(TestParty::with_key(issuer_seed)), feed_(issuer_seed) {
  REQUIRE(party_.did == feed_.did().text());
  server_ = std::make_unique<LiveServer>(
      [site = site_](http::Request request) { return answer(site, std::move(request)); });
  port_ = server_->port();
}

Task<http::Response> CraftedIssuer::answer(std::shared_ptr<Site> site, http::Request request) {
  const std::scoped_lock lock(site->mutex);
  const auto path = std::string(request.path());
  if (const auto found = site->documents.find(path); found != site->documents.end()) {
    co_return http::json_response(200, found->second);
  }
  constexpr std::string_view protocol = "/bot/1";
  if (!path.starts_with(protocol)) co_return http::text_response(404, "");
  const auto served = gossip::serve(site->feeds, path.substr(protocol.size()), request.query());
  co_return http::json_response(served.status, std::string(text_of(served.bytes)),
                                "application/octet-stream");
}

std::string CraftedIssuer::url() const { return "http://localhost:" + std::to_string(port_); }

std::string CraftedIssuer::feed_name() const { return feed::print_feed_id(feed_.feed()); }

std::string CraftedIssuer::head() const {
  const auto newest = feeds().head(feed_.feed());
  REQUIRE(newest);
  return std::string(text_of(feed::encode_header(*newest)));
}

std::string CraftedIssuer::badge(const std::string& at, std::uint64_t index) const {
  auto badge = sample_badge(party_);
  badge.statuses.push_back({.purpose = "revocation", .index = index, .list_url = at});
  return std::string(issue(badge, party_).text());
}

std::string CraftedIssuer::list_revoking(const std::string& at,
                                         std::vector<std::uint64_t> places) const {
  auto options = valid_now(at);
  options.set = std::move(places);
  return list_text(party_, options);
}

std::string CraftedIssuer::list_holding(const std::string& at, const std::string& encoded) const {
  const auto options = valid_now(at);
  const auto honest =
      credential::write_status_credential({.id = at,
                                           .issuer = party_.did,
                                           .purposes = options.purposes,
                                           .list = credential::StatusList::make().value(),
                                           .valid_from = options.valid_from,
                                           .valid_until = options.valid_until});
  REQUIRE(honest);
  std::string text(honest->text());
  const std::string mark = "\"encodedList\":\"";
  const auto from = text.find(mark) + mark.size();
  text.replace(from, text.find('"', from) - from, encoded);
  return std::string(sign(parse_json(text), party_).text());
}

void CraftedIssuer::serve_list(const std::string& name, const std::string& encoded) {
  auto text = list_holding(list_url(name), encoded);
  const std::scoped_lock lock(site_->mutex);
  site_->documents["/" + name] = std::move(text);
}

void CraftedIssuer::introduce() {
  const auto now = system_now();
  const std::scoped_lock lock(site_->mutex);
  feed_.publish(site_->feeds, feed_.introduction(now), now);
}

void CraftedIssuer::publish(const std::string& at, const std::string& list) {
  const std::scoped_lock lock(site_->mutex);
  const auto payload = feed::encode_status(
      {.url = at, .version = ++site_->version, .list = to_bytes(bytes_of(list))});
  REQUIRE(payload);
  feed_.publish(site_->feeds, {feed::EntryType::status, *payload, 0}, system_now());
}

MemoryFeeds CraftedIssuer::feeds() const {
  const std::scoped_lock lock(site_->mutex);
  return site_->feeds;
}

void CraftedIssuer::put_back(MemoryFeeds feeds) {
  const std::scoped_lock lock(site_->mutex);
  site_->feeds = std::move(feeds);
}

void CraftedIssuer::vanish() { server_.reset(); }

}  // namespace waarmerk::tests
