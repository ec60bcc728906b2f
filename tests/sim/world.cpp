#include "tests/sim/world.hpp"

#include <algorithm>

#include "node/recon/heads.hpp"

namespace waarmerk::sim {

namespace {

// An entry that each feed begins with. Nobody asks for it: all nodes hold it.
feed::Header first_entry(const Notary& notary, std::size_t author, const Disk& nothing) {
  return notary.write(author, nothing, {.type = feed::EntryType::heartbeat}, epoch_start - hour_ms)
      .header;
}

}  // namespace

World::World(const Options& options)
    : options_(options),
      chance_(options.seed),
      notary_(options.seed, options.nodes, options.signatures),
      nodes_(options.nodes) {
  const Beginning none;
  const Disk nothing(none, archive_);
  std::vector<recon::Item> items;
  for (std::size_t i = 0; i < options.nodes; ++i) {
    beginning_.heads.push_back(first_entry(notary_, i, nothing));
    items.push_back(recon::item_of(feed::feed_head_of(beginning_.heads.back())));
  }
  std::ranges::sort(beginning_.heads, {}, &feed::Header::feed);
  beginning_.items = recon::ItemSet(std::move(items), &pool_);
  for (auto& node : nodes_) node.hidden = draw(100) < options.hidden_percent;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    auto& node = nodes_[i];
    node.disk = std::make_unique<Disk>(beginning_, archive_);
    for (std::size_t tries = 0;
         tries < 50 * options.addresses && node.addresses.size() < options.addresses; ++tries) {
      const auto other = static_cast<std::uint32_t>(draw(nodes_.size()));
      const bool twice = std::ranges::find(node.addresses, other) != node.addresses.end();
      if (other != i && !nodes_[other].hidden && !twice) node.addresses.push_back(other);
    }
    const auto wait = static_cast<std::int64_t>(draw(static_cast<std::uint64_t>(options.start_ms)));
    later(now_ + wait, Kind::start, i, 0);
  }
}

void World::later(UnixTime at, Kind kind, std::size_t node, std::uint32_t what,
                  mesh::FrameBytes frame) {
  queue_.push_back({.at = at,
                    .number = next_event_++,
                    .node = static_cast<std::uint32_t>(node),
                    .what = what,
                    .kind = kind,
                    .frame = std::move(frame)});
  std::ranges::push_heap(queue_, std::ranges::greater{},
                         [](const Event& event) { return std::pair(event.at, event.number); });
}

void World::act_at(std::int64_t in_ms, std::function<void()> act) {
  acts_.push_back(std::move(act));
  later(now_ + in_ms, Kind::act, 0, static_cast<std::uint32_t>(acts_.size() - 1));
}

void World::run(std::int64_t ms) {
  const auto end = now_ + ms;
  while (!queue_.empty() && queue_.front().at <= end && violations_.empty()) {
    std::ranges::pop_heap(queue_, std::ranges::greater{},
                          [](const Event& event) { return std::pair(event.at, event.number); });
    const auto event = std::move(queue_.back());
    queue_.pop_back();
    now_ = event.at;
    ++events_done_;
    happen(event);
  }
  now_ = end;
}

void World::happen(const Event& event) {
  auto& node = nodes_[event.node];
  switch (event.kind) {
    case Kind::frame: return deliver(event);
    case Kind::timer:
      if (node.core && node.timer_at == event.at) tell(event.node, mesh::Timer{});
      return;
    case Kind::dial: return dial(event.what, event.node);
    case Kind::dialled: return dialled(event);
    case Kind::failed: return tell(event.node, mesh::DialFailed{Notary::endpoint(event.what)});
    case Kind::closed: return close(event.node, mesh::LinkId{event.what});
    case Kind::act: return std::exchange(acts_[event.what], {})();
    case Kind::start: return start(event.node);
  }
}

void World::start(std::size_t i) {
  auto& node = nodes_[i];
  if (node.core) return;
  mesh::Config config;
  config.subscription.all = true;
  config.own_feed = notary_.feed(i);
  if (!node.hidden) config.own_record = notary_.record(i, now_);
  node.core = std::make_unique<mesh::Core>(std::move(config), chance_.draw(), node.disk->items(),
                                           *node.disk, notary_);
  tell(i, mesh::Timer{});
  mesh::AddressesKnown known;
  for (const auto address : node.addresses)
    known.addresses.push_back(
        {.endpoint = Notary::endpoint(address), .trust = mesh::Trust::trusted});
  tell(i, known);
  if (node.recovers) tell(i, mesh::RecoverOwnFeed{});
}

void World::tell(std::size_t i, const mesh::In& in) {
  auto& node = nodes_[i];
  if (!node.core) return;
  // What is done may be to tell another node at once; its words go behind ours.
  mesh::Outs outs = std::exchange(outs_, {});
  node.core->handle(now_ + node.skew_ms, in, outs);
  for (const auto& out : outs) std::visit([&](const auto& any) { on(i, any); }, out);
  outs.clear();
  outs_ = std::move(outs);
  check(i);
}

void World::violate(std::string what) {
  violations_.push_back("seed " + std::to_string(options_.seed) + ", at " +
                        std::to_string(now_ - epoch_start) + " ms: " + std::move(what));
}

void World::check(std::size_t i) {
  auto& node = nodes_[i];
  if (node.disk->broken()) violate("node " + std::to_string(i) + ": " + *node.disk->broken());
  if (node.disk->forks() < node.forks) violate("a node forgot a fork proof");
  node.forks = node.disk->forks();
  const mesh::Limits limits;
  if (node.core &&
      node.core->waiting() > limits.parked_max + limits.awaited_max + limits.claims_max)
    violate("a node keeps more than it may");
}

feed::Draft World::draft() {
  Bytes payload(options_.payload_bytes);
  for (std::size_t i = 0; i < 8 && i < payload.size(); ++i)
    payload[i] = static_cast<std::uint8_t>(chance_.draw());
  return {.type = update_type, .payload = std::move(payload)};
}

// Of two bodies for one place one at the most ever left the node (I7). What nobody got did not.
void World::check_signed_once(std::size_t i, const feed::Header& header) {
  const auto before = signed_.find({i, header.seq});
  if (before == signed_.end()) return;
  const auto holders = tally_.updates()[before->second].delays_ms.size() - 1;
  if (holders > 0)
    violate("node " + std::to_string(i) + " signed a second entry for place " +
            std::to_string(header.seq) + ", of which " + std::to_string(holders) +
            " nodes hold the first");
}

std::optional<std::size_t> World::publish(std::size_t i) {
  auto& node = nodes_[i];
  if (!node.core || !node.may_sign || node.disk->fork(notary_.feed(i))) return std::nullopt;
  const auto entry = notary_.write(i, *node.disk, draft(), now_ + node.skew_ms);
  check_signed_once(i, entry.header);
  node.disk->keep({.feed = entry.header.feed,
                   .entries = {{entry.header, feed::EntryState::ok, entry.payload}}});
  node.disk->sync();
  const auto number = tally_.track(i, entry.header.seq, now_);
  signed_[{i, entry.header.seq}] = number;
  tell(i, mesh::Published{entry.header});
  return number;
}

void World::on(std::size_t node, const mesh::Emit& out) {
  std::visit([&](const auto& event) { note(node, event); }, out.event);
}

void World::note(std::size_t, const mesh::HeadMoved& event) {
  tally_.arrived(notary_.author_of(event.head.feed), event.head.seq, now_);
}

void World::note(std::size_t, const mesh::ForkFound& event) {
  const auto author = notary_.author_of(event.feed);
  if (!two_tongued_.contains(author)) violate("an honest node forked itself");
  tally_.fork_arrived(author, now_);
}

void World::note(std::size_t node, const mesh::OwnFeedStands& event) {
  if (event.standing != feed::Standing::safe) return;
  nodes_[node].recovers = false;
  nodes_[node].may_sign = !two_tongued_.contains(node);
}

// As a daemon does: it signs no more, and asks how far its feed went.
void World::note(std::size_t node, const mesh::OwnFeedAhead&) {
  nodes_[node].may_sign = false;
  if (std::exchange(nodes_[node].recovers, true)) return;
  act_at(0, [this, node] { tell(node, mesh::RecoverOwnFeed{}); });
}

std::string World::disagreement() const {
  std::optional<std::size_t> one;
  std::string text;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const auto& node = nodes_[i];
    if (!node.core || node.role != Role::honest || node.core->links() == 0) continue;
    if (!one) one = i;
    if (nodes_[*one].core->heads() == node.core->heads()) continue;
    text += "nodes " + std::to_string(*one) + " and " + std::to_string(i) + " (" +
            std::to_string(node.core->links()) + " links):";
    for (std::size_t author = 0; author < nodes_.size(); ++author) {
      const auto place = [&](const Node& of) {
        const auto fork = of.disk->fork(notary_.feed(author));
        const auto head = of.disk->head(notary_.feed(author))->seq;
        return fork ? "forked at " + std::to_string(fork->seq()) : std::to_string(head);
      };
      if (place(nodes_[*one]) != place(node))
        text += " feed " + std::to_string(author) + " (" + place(nodes_[*one]) + " / " +
                place(node) + ")";
    }
    text += "\n";
  }
  return text;
}

std::uint64_t World::state_hash() const {
  std::uint64_t all = next_event_;
  for (const auto& node : nodes_)
    all = all * 0x100000001b3 ^ (node.core ? node.core->state_hash() : 1);
  return all;
}

}  // namespace waarmerk::sim
