// Lane: nodes in one process that talk over links alone; each may dial one other. All know each
// other's DIDs, and the keys of each other's feeds.
#pragma once

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/mesh_links.hpp"
#include "node/feed/feed_keys.hpp"
#include "tests/support/pipe_dialler.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::tests {

/// A node with its mesh.
struct House {
  House(const std::string& host, std::uint64_t seed, boost::asio::io_context& context)
      : node(host, seed), background(context), dialler(context), strand(context.get_executor()) {}

  const node::feed::FeedId& feed() const { return node.self.feed; }
  /// How far a house's own feed goes here.
  std::optional<node::feed::Header> head_of(const House& of) const {
    return node.memory.records.feeds.head(of.feed());
  }

  TestNode node;
  StepBackground background;
  PipeDialler dialler;
  node::Strand strand;
  bool is_busy = false;
  std::unique_ptr<node::actions::MeshLinks> mesh;
};

class Lane {
 public:
  /// What a house knows beside the keys of feeds and what is busy.
  using Known = node::actions::MeshLinks::Known;

  ~Lane() {
    // What waits goes before what it waits on.
    for (const auto& house : houses_) house->mesh.reset();
  }

  /// Its mesh opens with open().
  House& add(const std::string& host) {
    houses_.push_back(std::make_unique<House>(host, houses_.size() + 1, context));
    auto& added = *houses_.back();
    keys_.emplace(added.feed(), node::feed::feed_keys_of(added.node.self.document).value());
    for (const auto& house : houses_) {
      if (house.get() == &added) continue;
      introduce(added, *house);
      introduce(*house, added);
    }
    return added;
  }
  node::actions::MeshLinks& open(House& house, Known known = {}) {
    known.find_keys = [this](const node::feed::FeedId& feed) -> const node::feed::FeedKeys* {
      const auto found = keys_.find(feed);
      return found == keys_.end() ? nullptr : &found->second;
    };
    known.is_busy = [&house](const node::feed::FeedId&) { return house.is_busy; };
    house.mesh = std::make_unique<node::actions::MeshLinks>(
        house.node.ports, house.background, house.dialler, house.strand, std::move(known),
        did::ResolutionOptions{});
    house.node.publisher.on_published([&house] { house.mesh->published(*house.head_of(house)); });
    return *house.mesh;
  }
  /// Dials now, and whenever it is due again.
  void link(House& from, House& to) {
    from.dialler.answer = [&to](node::Socket& socket) { return to.mesh->converse(socket); };
    from.mesh->peers_are({to.node.self.url});
    settle();
  }

  /// Until nobody has anything to say for now.
  void settle() {
    for (int idle = 0; idle < 3; ++idle) {
      context.restart();
      while (context.poll() > 0) idle = 0;
    }
  }
  /// What the task answers, which others on the lane may have to bring about.
  template <class T>
  T run(node::Task<T> task) {
    std::optional<T> answer;
    const auto keep = [&](std::exception_ptr thrown, std::optional<T> value) {
      REQUIRE_FALSE(thrown);
      answer = std::move(value);
    };
    boost::asio::co_spawn(context, optional_of(std::move(task)), keep);
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
  static void introduce(const House& who, House& to) {
    const auto& self = who.node.self;
    to.node.fetcher.answer(self.url + "/.well-known/did.json", 200,
                           std::string(self.document.source().text()));
  }

  std::vector<std::unique_ptr<House>> houses_;
  std::map<node::feed::FeedId, node::feed::FeedKeys> keys_;
};

}  // namespace waarmerk::tests
