#include "tests/sim/world.hpp"

#include <algorithm>
#include <tuple>

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
    if (options.reads_all) node.disk->keep_lists();
    for (std::size_t tries = 0;
         tries < 50 * options.addresses && node.addresses.size() < options.addresses; ++tries) {
      const auto other = static_cast<std::uint32_t>(draw(nodes_.size()));
      const bool twice = std::ranges::find(node.addresses, other) != node.addresses.end();
      if (other != i && !nodes_[other].hidden && !twice) node.addresses.push_back(other);
    }
    const auto wait = static_cast<std::int64_t>(draw(static_cast<std::uint64_t>(options.start_ms)));
    later(now_ + wait, Kind::start, i, 0);
  }
  while (offices_.size() < std::min(options.witnesses, nodes_.size())) appoint(draw(nodes_.size()));
}

std::uint64_t World::later(UnixTime at, Kind kind, std::size_t node, std::uint32_t what,
                           mesh::FrameBytes frame) {
  const auto number = next_event_++;
  if (free_places_.empty()) {
    free_places_.push_back(static_cast<std::uint32_t>(waiting_.size()));
    waiting_.emplace_back();
  }
  const auto place = free_places_.back();
  free_places_.pop_back();
  waiting_[place] = {.number = number,
                     .node = static_cast<std::uint32_t>(node),
                     .what = what,
                     .kind = kind,
                     .frame = std::move(frame)};
  push({.at = at, .number = number, .place = place});
  return number;
}

void World::push(const Due& due) {
  queue_.push_back(due);
  std::ranges::push_heap(queue_, std::ranges::greater{});
}

void World::act_at(std::int64_t in_ms, std::function<void()> act) {
  acts_.push_back(std::move(act));
  later(now_ + in_ms, Kind::act, 0, static_cast<std::uint32_t>(acts_.size() - 1));
}

void World::run(std::int64_t ms) {
  const auto end = now_ + ms;
  while (!queue_.empty() && queue_.front().at <= end && violations_.empty()) {
    std::ranges::pop_heap(queue_, std::ranges::greater{});
    auto due = queue_.back();
    queue_.pop_back();
    now_ = due.at;
    if (has_to_wait(waiting_[due.place])) {
      due.at = nodes_[waiting_[due.place].node].busy_until;
      push(due);
      continue;
    }
    const auto event = std::exchange(waiting_[due.place], {});
    free_places_.push_back(due.place);
    ++events_done_;
    happen(event);
  }
  now_ = end;
}

// A write holds up the strand of its node. What waits keeps its number, and so its order.
bool World::has_to_wait(const Event& event) const {
  const bool is_heard = event.kind != Kind::act && event.kind != Kind::start;
  return is_heard && nodes_[event.node].busy_until > now_;
}

void World::happen(const Event& event) {
  auto& node = nodes_[event.node];
  switch (event.kind) {
    case Kind::frame: return deliver(event);
    case Kind::timer:
      if (node.core && node.timer == event.number) tell(event.node, mesh::Timer{});
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
  node.busy_until = {};
  node.own.emplace(notary_.feed(i), *node.disk, *node.disk,
                   node.recovers ? feed::Standing::asking : feed::Standing::safe);
  const bool restored = std::exchange(node.restored, false);
  reopen_desk(i, restored);
  node.core = std::make_unique<mesh::Core>(std::move(config), chance_.draw(), node.disk->items(),
                                           *node.disk, notary_);
  tell(i, mesh::Timer{});
  mesh::AddressesKnown known;
  for (const auto address : node.addresses)
    known.addresses.push_back(
        {.endpoint = Notary::endpoint(address), .trust = info_of(address, i).trust});
  tell(i, known);
  if (node.recovers) tell(i, mesh::RecoverOwnFeed{});
  // What was on the disk may have been signed, or not.
  const auto office = offices_.find(i);
  if (office != offices_.end() && !restored) show(i, office->second);
}

void World::tell(std::size_t i, const mesh::In& in) {
  auto& node = nodes_[i];
  if (!node.core) return;
  // What is done may be to tell another node at once; its words go behind ours.
  mesh::Outs outs = std::exchange(outs_, {});
  const auto writes = node.disk->writes();
  node.core->handle(now_ + node.skew_ms, in, outs);
  node.busy_until = std::max(node.busy_until, now_) +
                    node.disk_ms * static_cast<std::int64_t>(node.disk->writes() - writes);
  for (const auto& out : outs) std::visit([&](const auto& any) { on(i, any); }, out);
  outs.clear();
  outs_ = std::move(outs);
  check(i);
}

feed::Draft World::draft() {
  Bytes payload(options_.payload_bytes);
  for (std::size_t i = 0; i < list_bytes && i < payload.size(); ++i)
    payload[i] = static_cast<std::uint8_t>(chance_.draw());
  return {.type = update_type, .payload = std::move(payload)};
}

bool World::may_sign(std::size_t i) const {
  const auto& node = nodes_[i];
  return node.core && !node.mute && node.own->standing() == feed::Standing::safe &&
         !node.disk->fork(notary_.feed(i));
}

// As a daemon does (own_feed.hpp). Where nothing could be written, nobody knows whether it was.
std::optional<std::size_t> World::write_own(std::size_t i) {
  auto& node = nodes_[i];
  if (!node.core || node.mute) return std::nullopt;
  const auto entry = node.own->prepare(draft(), now_ + node.skew_ms, notary_.signer_of(i));
  if (!entry) return std::nullopt;
  if (!node.disk->keep_own(*entry)) {
    node.own->uncertain();
    recover(i);
    return std::nullopt;
  }
  node.own->saved();
  check_list(i, entry->header.feed);
  if (!offices_.empty()) see(i, entry->header.feed);
  check_signed_once(i, entry->header);
  const auto place = place_of(entry->header.epoch, entry->header.seq);
  const auto number = tally_.track(i, place, now_);
  signed_[{i, place}] = number;
  return number;
}

std::optional<std::size_t> World::publish(std::size_t i) {
  const auto number = write_own(i);
  if (number) tell(i, mesh::Published{*nodes_[i].disk->head(notary_.feed(i))});
  return number;
}

void World::on(std::size_t node, const mesh::Emit& out) {
  std::visit([&](const auto& event) { note(node, event); }, out.event);
}

void World::note(std::size_t i, const mesh::HeadMoved& event) {
  check_list(i, event.head.feed);
  if (!offices_.empty()) see(i, event.head.feed);
  tally_.arrived(notary_.author_of(event.head.feed), place_of(event.head.epoch, event.head.seq),
                 now_);
}

void World::note(std::size_t i, const mesh::ForkFound& event) {
  if (!offices_.empty()) see(i, event.feed);
  const auto author = notary_.author_of(event.feed);
  if (!contested_.contains(author))
    violate("node " + std::to_string(author) + " forked itself, and is honest");
  tally_.fork_arrived(author, now_);
}

void World::note(std::size_t i, const mesh::OwnFeedStands& event) {
  auto& node = nodes_[i];
  node.own->stand(event.standing);
  if (event.standing == feed::Standing::safe) node.recovers = false;
}

// As a daemon does: it signs no more, and asks how far its feed went.
void World::note(std::size_t i, const mesh::OwnFeedAhead&) {
  nodes_[i].own->uncertain();
  recover(i);
}

void World::recover(std::size_t i) {
  if (std::exchange(nodes_[i].recovers, true)) return;
  act_at(0, [this, i] { tell(i, mesh::RecoverOwnFeed{}); });
}

std::vector<std::size_t> World::differing(std::size_t one, std::size_t other) const {
  std::vector<std::size_t> feeds;
  const auto place = [&](std::size_t node, std::size_t author) {
    const auto& disk = *nodes_[node].disk;
    const auto head = *disk.head(notary_.feed(author));
    const auto fork = disk.fork_in(notary_.feed(author), head.epoch);
    return std::tuple(head.epoch, fork ? 0 : head.seq, fork ? fork->seq() : 0);
  };
  for (std::size_t author = 0; author < nodes_.size(); ++author)
    if (!excused_.contains(author) && place(one, author) != place(other, author))
      feeds.push_back(author);
  return feeds;
}

std::string World::disagreement() const {
  std::optional<std::size_t> one;
  std::string text;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const auto& node = nodes_[i];
    if (!node.core || node.role != Role::honest || node.core->links() == 0) continue;
    if (!one) one = i;
    if (nodes_[*one].core->heads() == node.core->heads()) continue;
    for (const auto author : differing(*one, i)) {
      const auto place = [&](const Node& of) {
        const auto head = *of.disk->head(notary_.feed(author));
        const auto fork = of.disk->fork_in(notary_.feed(author), head.epoch);
        return std::to_string(head.epoch) + "/" + std::to_string(head.seq) +
               (fork ? ", forked at " + std::to_string(fork->seq()) : std::string());
      };
      text += "feed " + std::to_string(author) + ": node " + std::to_string(*one) + " has " +
              place(nodes_[*one]) + ", node " + std::to_string(i) + " " + place(node) + " (" +
              std::to_string(node.core->links()) + " links)\n";
    }
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
