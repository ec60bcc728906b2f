#include "tests/support/street.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "node/actions/keep_current.hpp"
#include "node/actions/verify_badge.hpp"
#include "tests/support/test_routes.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::tests {

using namespace node;

namespace {

std::unique_ptr<actions::Exchange> start(actions::Ports& ports, actions::Background& background) {
  auto started = actions::Exchange::start(ports, background, {});
  REQUIRE(started);
  return std::move(*started);
}

std::optional<actions::WitnessRole> take_role(actions::Ports& ports, const keys::Signer& signer,
                                              bool is_witness) {
  if (!is_witness) return std::nullopt;
  auto role = actions::WitnessRole::start(ports, signer);
  REQUIRE(role);
  return std::move(*role);
}

}  // namespace

std::size_t StreetNetwork::asked(const std::string& host) const {
  const auto found = asked_.find(host);
  return found == asked_.end() ? 0 : found->second;
}

fetch::Fetched StreetNetwork::hand_out(const storage::FileTree& files,
                                       const std::string& target) const {
  const auto path = target.substr(1, target.find('?') - 1);
  const auto file = files.read(path, 16 << 20);
  if (!file || !*file) return {404, "text/html", "<p>There is no such file.</p>"};
  return {200, "application/octet-stream", std::string(text_of(**file))};
}

Task<Result<fetch::Fetched>> StreetNetwork::fetch(fetch::FetchRequest wanted) {
  constexpr std::string_view scheme = "https://";
  const auto rest = wanted.url.substr(scheme.size());
  const auto host = rest.substr(0, rest.find('/'));
  ++asked_[host];
  const auto files = files_.find(host);
  if (!is_cut_ && files != files_.end()) {
    co_return hand_out(files->second, rest.substr(host.size()));
  }
  const auto found = hosts_.find(host);
  if (is_cut_ || found == hosts_.end()) co_return fail(fetch::fetch_failed, "Nobody answers.");
  auto response = co_await found->second->router.handle(
      request_of(wanted.method, rest.substr(host.size()), wanted.body));
  const auto type = response.headers.find("Content-Type").value_or("");
  co_return fetch::Fetched{response.status, std::string(type), std::string(response.content())};
}

Neighbour::Neighbour(boost::asio::io_context& given, StreetNetwork& network,
                     const NeighbourWish& wish)
    : context(given),
      home(wish.host, wish.seed, wish.method),
      fetcher(network),
      ports{home.clock, home.random, home.self, home.memory.records, home.publisher, fetcher},
      evidence(ports, {}, wish.policy),
      background(context),
      exchange(start(ports, background)),
      witness_key(signer_of(static_cast<std::uint8_t>(wish.seed))),
      role(take_role(ports, *witness_key, wish.is_witness)),
      follower(ports, wish.policy,
               [this] {
                 std::vector<std::string> urls;
                 for (const auto& peer : exchange->peers()) urls.push_back(peer.dialled);
                 return urls;
               }),
      access(
          [](std::string_view) { return Result<std::optional<http::TokenRecord>>(std::nullopt); },
          {}),
      strand(context.get_executor()),
      trust(home.memory.records, wish.policy),
      services{ports,
               issuers,
               evidence,
               *exchange,
               access,
               costly_limit,
               cheap_limit,
               metrics,
               strand,
               trust,
               role ? &*role : nullptr,
               wish.policy},
      router(routes::make_router(services)) {}

void Neighbour::add_peer(const std::string& host) {
  REQUIRE(run_on(context, exchange->add_peer("https://" + host)));
}

void Neighbour::work() {
  exchange->sync_now();
  settle(context);
  background.wake(ports.clock.now());
  settle(context);
  if (role) REQUIRE(run_on(context, role->look()));
  REQUIRE(run_on(context, follower.round()));
}

credential::Verdict Neighbour::verify(std::string_view badge) {
  credential::Verification verification(badge, {.now = ports.clock.now()});
  return run_on(context, actions::verify_badge(std::move(verification), evidence, ports.clock));
}

http::Response Neighbour::get(const std::string& target) {
  return run_on(context, router.handle(request_of("GET", target)));
}

Neighbour& Street::add(NeighbourWish wish) {
  all.push_back(std::make_unique<Neighbour>(context, network, wish));
  network.give(wish.host, all.back().get());
  if (all.size() > 1) all.back()->home.clock.set(all.front()->home.clock.now());
  return *all.back();
}

void Street::pass(std::int64_t ms) {
  for (const auto& one : all) one->home.clock.advance(ms);
  work();
}

void Street::work(int times) {
  for (int i = 0; i < times; ++i) {
    for (const auto& one : all) {
      one->home.clock.advance(2 * second_ms);
      one->work();
    }
  }
}

}  // namespace waarmerk::tests
