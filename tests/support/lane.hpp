// Lane: nodes in one process that talk over links alone; each may dial one other. The hosts of all
// DIDs answer, and nobody has a peer that is asked by HTTP.
#pragma once

#include <boost/asio/io_context.hpp>

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/exchange_gossip.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/mesh_links.hpp"
#include "tests/support/pipe_dialler.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::tests {

/// A node with its mesh.
struct House {
  House(const std::string& host, std::uint64_t seed, boost::asio::io_context& context,
        NodeMethod method)
      : node(host, seed, method),
        background(context),
        exchange_background(context),
        dialler(context),
        strand(context.get_executor()) {}

  const node::feed::FeedId& feed() const { return node.self.feed; }
  /// How far a house's own feed goes here.
  std::optional<node::feed::Header> head_of(const House& of) const {
    return node.memory.records.feeds.head(of.feed());
  }

  TestNode node;
  StepBackground background;
  StepBackground exchange_background;
  PipeDialler dialler;
  node::Strand strand;
  std::unique_ptr<node::actions::Exchange> exchange;
  std::unique_ptr<node::actions::MeshLinks> mesh;
};

class Lane {
 public:
  /// What a house knows beside the keys of feeds.
  using Known = node::actions::MeshLinks::Known;

  ~Lane() {
    // What waits goes before what it waits on.
    for (const auto& house : houses_) house->mesh.reset();
  }

  /// Its mesh opens with open().
  House& add(const std::string& host, NodeMethod method = NodeMethod::web) {
    houses_.push_back(std::make_unique<House>(host, houses_.size() + 1, context, method));
    auto& added = *houses_.back();
    for (const auto& house : houses_) {
      if (house.get() == &added) continue;
      introduce(added, *house);
      introduce(*house, added);
    }
    return added;
  }
  node::actions::MeshLinks& open(House& house, Known known = {}) {
    if (house.mesh) {
      house.mesh->leave();
      settle();
      REQUIRE(house.mesh->talking() == 0);
    }
    house.mesh.reset();
    house.exchange =
        node::actions::Exchange::start(house.node.ports, house.exchange_background, {}).value();
    auto& exchange = *house.exchange;
    known.find_keys = [&exchange](const node::feed::FeedId& feed) {
      return exchange.find_keys(feed);
    };
    known.introduce = [&exchange](node::feed::FeedId feed, Bytes introduction) {
      return exchange.introduce(feed, std::move(introduction));
    };
    known.learnt = [&exchange](const node::feed::FeedId& feed) { exchange.look_again(feed); };
    house.mesh = std::make_unique<node::actions::MeshLinks>(
        house.node.ports, house.background, house.dialler, house.strand, std::move(known),
        did::ResolutionOptions{});
    house.node.publisher.on_published([&house] { house.mesh->published(*house.head_of(house)); });
    return *house.mesh;
  }
  /// The host of its DID serves what the house knows of itself by now.
  void serve_did(const House& house) {
    for (const auto& other : houses_)
      if (other.get() != &house) introduce(house, *other);
  }
  /// Dials now, and whenever it is due again.
  void link(House& from, House& to) {
    from.dialler.answer = [&to](node::Socket& socket) { return to.mesh->converse(socket); };
    from.mesh->peers_are({to.node.self.url});
    settle();
  }

  /// Until nobody has anything to say for now, and what was to be written is.
  void settle() {
    for (int idle = 0; idle < 2; ++idle) {
      for (const auto& house : houses_) wait_for_disk(*house);
      context.restart();
      while (context.poll() > 0) idle = 0;
    }
  }
  /// What the task answers, which others on the lane may have to bring about.
  template <class T>
  T run(node::Task<T> task) {
    std::optional<T> answer;
    begin_watched(context, keep_answer(std::move(task), answer));
    while (!answer) {
      context.restart();
      context.poll();
    }
    return std::move(*answer);
  }
  void pass(std::int64_t ms) {
    for (const auto& house : houses_) {
      house->node.clock.advance(ms);
      house->background.wake(house->node.clock.now());
    }
    settle();
  }

  boost::asio::io_context context;

 private:
  /// An empty batch is behind all that was asked for, and another thread writes.
  static void wait_for_disk(House& house) {
    std::promise<void> written;
    house.node.memory.journal.commit({}, [&](const Result<void>&) { written.set_value(); });
    written.get_future().wait();
  }
  static void introduce(const House& who, House& to) {
    const auto& self = who.node.self;
    to.node.fetcher.answer(self.url + "/.well-known/did.json", 200,
                           std::string(self.document.source().text()));
    const auto log = node::actions::get_log(who.node.memory.store, self.did);
    if (log) to.node.fetcher.answer(self.url + "/.well-known/did.jsonl", 200, log->log);
  }

  std::vector<std::unique_ptr<House>> houses_;
};

}  // namespace waarmerk::tests
