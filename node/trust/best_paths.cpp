#include "node/trust/best_paths.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace waarmerk::node::trust {
namespace {

constexpr std::uint32_t no_hop = UINT32_MAX;

/// The widest way from a stop to the issuer in so many hops.
struct Way {
  int width = 0;
  std::uint32_t hop = no_hop;  ///< the first of it
};

class Flow {
 public:
  Flow(const Region& region, int hops_max)
      : region_(region),
        hops_max_(hops_max),
        root_room_(region.stops.size(), 0),
        group_room_(region.group_rooms),
        is_root_(region.stops.size(), false) {
    for (const auto& hop : region.hops) room_.push_back(hop.amount);
    for (const auto& root : region.roots) {
      root_room_[root.stop] = root.amount;
      is_root_[root.stop] = true;
    }
  }

  std::vector<Path> run() && {
    std::vector<Path> paths;
    int left = full_amount;
    if (is_root_[*region_.issuer]) {
      paths.push_back({.bits = {}, .root = *region_.issuer, .amount = root_room_[*region_.issuer]});
      left -= paths.back().amount;
    }
    while (left > 0) {
      auto path = next_path(left);
      if (!path) break;
      left -= path->amount;
      paths.push_back(std::move(*path));
    }
    return paths;
  }

 private:
  std::optional<Path> next_path(int left) {
    ways_.assign(1, std::vector<Way>(region_.stops.size()));
    ways_[0][*region_.issuer].width = full_amount;
    for (int count = 1; count <= hops_max_; ++count) {
      widen(count);
      if (const auto root = widest_root(count)) return take(*root, count, left);
    }
    return std::nullopt;
  }

  /// Hops stand in the order of their hashes, so that of equally wide ones the first is taken.
  void widen(int count) {
    auto& now = ways_.emplace_back(region_.stops.size());
    const auto& before = ways_[static_cast<std::size_t>(count) - 1];
    for (std::uint32_t i = 0; i < region_.hops.size(); ++i) {
      const auto& hop = region_.hops[i];
      if (hop.depth < count - 1 || hop.from == *region_.issuer) continue;
      const int width = std::min({before[hop.to].width, room_[i], room_of(hop.from)});
      if (width > now[hop.from].width) now[hop.from] = {width, i};
    }
  }

  int& room_of(Stop stop) {
    return is_root_[stop] ? root_room_[stop] : group_room_[region_.groups[stop]];
  }

  std::optional<Stop> widest_root(int count) {
    std::optional<Stop> best;
    const auto& ways = ways_[static_cast<std::size_t>(count)];
    for (const auto& root : region_.roots) {
      if (root.depth < count - 1 || ways[root.stop].width == 0) continue;
      if (!best || ways[root.stop].width > ways[*best].width) best = root.stop;
    }
    return best;
  }

  Path take(Stop root, int count, int left) {
    Path path{.bits = {}, .root = root, .amount = 0};
    path.amount = std::min(ways_[static_cast<std::size_t>(count)][root].width, left);
    Stop stop = root;
    std::vector<const int*> narrowed;  // a group that is passed twice lets it through once
    for (auto at = static_cast<std::size_t>(count); at > 0; --at) {
      const auto hop = ways_[at][stop].hop;
      auto& room = room_of(stop);
      if (std::ranges::find(narrowed, &room) == narrowed.end()) {
        room -= path.amount;
        narrowed.push_back(&room);
      }
      room_[hop] -= path.amount;
      path.bits.push_back(region_.hops[hop].bit);
      stop = region_.hops[hop].to;
    }
    return path;
  }

  const Region& region_;
  int hops_max_;
  std::vector<int> room_;
  std::vector<int> root_room_;
  std::vector<int> group_room_;
  std::vector<bool> is_root_;
  std::vector<std::vector<Way>> ways_;
};

}  // namespace

std::vector<Path> best_paths(const Region& region, int hops_max) {
  if (!region.issuer) return {};
  return Flow(region, hops_max).run();
}

int total_of(const std::vector<Path>& paths) {
  return std::accumulate(paths.begin(), paths.end(), 0,
                         [](int sum, const Path& path) { return sum + path.amount; });
}

}  // namespace waarmerk::node::trust
