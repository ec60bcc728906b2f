#include "cli/trust_map_layout.hpp"

#include <fmt/format.h>
#include <graphviz/gvc.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace waarmerk::cli {
namespace {

constexpr double pixels_of_inch = 72;

/// Graphviz takes text that it does not change as `char*`.
char* text(const char* unchanged) { return const_cast<char*>(unchanged); }

struct EndContext {
  void operator()(GVC_t* context) const { gvFreeContext(context); }
};
struct EndGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using Context = std::unique_ptr<GVC_t, EndContext>;
using Graph = std::unique_ptr<Agraph_t, EndGraph>;

/// What Graphviz lays out until this ends.
class Laid {
 public:
  Laid(GVC_t* context, Agraph_t* graph)
      : context_(context), graph_(graph), is_laid_(gvLayout(context, graph, "dot") == 0) {}
  ~Laid() {
    if (is_laid_) gvFreeLayout(context_, graph_);
  }
  Laid(const Laid&) = delete;
  Laid& operator=(const Laid&) = delete;

  bool is_laid() const { return is_laid_; }

 private:
  GVC_t* context_;
  Agraph_t* graph_;
  bool is_laid_;
};

void set_usual(Agraph_t* graph) {
  const auto of = [graph](int what, const char* name, const char* value) {
    agattr(graph, what, text(name), text(value));
  };
  of(AGRAPH, "rankdir", "LR");
  of(AGRAPH, "ranksep", "0.32");
  of(AGRAPH, "nodesep", "0.3");
  // A thicket of 60 cards and 200 lines took 13 s without these, and 2 s with them.
  of(AGRAPH, "nslimit", "1");
  of(AGRAPH, "nslimit1", "1");
  of(AGNODE, "shape", "box");
  of(AGNODE, "label", "");
  of(AGNODE, "fixedsize", "true");
  of(AGNODE, "width", "1");
  of(AGNODE, "height", "1");
  of(AGEDGE, "dir", "both");
  of(AGEDGE, "arrowhead", "none");
  of(AGEDGE, "arrowtail", "none");
  of(AGEDGE, "arrowsize", "0.7");
}

Agnode_t* add_node(Agraph_t* graph, const Size& size) {
  auto* node = agnode(graph, nullptr, 1);
  const auto width = fmt::format("{:.4f}", size.width / pixels_of_inch);
  const auto height = fmt::format("{:.4f}", size.height / pixels_of_inch);
  agset(node, text("width"), text(width.c_str()));
  agset(node, text("height"), text(height.c_str()));
  return node;
}

/// Graphviz counts upwards.
class Reading {
 public:
  explicit Reading(Agraph_t* graph) : box_(GD_bb(graph)) {}

  Size size() const { return {box_.UR.x - box_.LL.x, box_.UR.y - box_.LL.y}; }
  Point middle(Agnode_t* node) const { return point(ND_coord(node)); }
  Curve curve(Agedge_t* edge) const {
    Curve curve;
    const auto* drawn = spline_of(edge);
    for (int i = 0; drawn && i < drawn->size; ++i) curve.push_back(point(drawn->list[i]));
    return curve;
  }
  /// Of its one arrow.
  Point tip(Agedge_t* edge) const {
    const auto* drawn = spline_of(edge);
    if (!drawn) return {};
    return point(drawn->sflag != 0 ? drawn->sp : drawn->ep);
  }

 private:
  Point point(const pointf& at) const { return {at.x - box_.LL.x, box_.UR.y - at.y}; }
  static const bezier* spline_of(Agedge_t* edge) {
    const auto* drawn = ED_spl(edge);
    return drawn && drawn->size > 0 ? &drawn->list[0] : nullptr;
  }

  boxf box_;
};

struct TrackParts {
  Agnode_t* sign;
  Agedge_t* before;
  Agedge_t* after;
  bool is_turned;  ///< laid from its end to its beginning
};

/// Of two tracks between the same cards the second is laid beside the first, not around the cards.
class Laying {
 public:
  Laying(Agraph_t* graph, const std::vector<Size>& cards) : graph_(graph) {
    for (const auto& card : cards) nodes_.push_back(add_node(graph, card));
  }

  TrackParts add(const Track& track) {
    const bool is_turned = taken_.contains({track.to, track.from});
    taken_.insert({track.from, track.to});
    auto* sign = add_node(graph_, track.sign);
    auto* from = nodes_[track.from];
    auto* to = nodes_[track.to];
    auto* before = is_turned ? edge(sign, from) : edge(from, sign);
    auto* after = is_turned ? edge(to, sign) : edge(sign, to);
    agset(after, text(is_turned ? "arrowtail" : "arrowhead"), text("normal"));
    return {sign, before, after, is_turned};
  }
  const std::vector<Agnode_t*>& nodes() const { return nodes_; }

 private:
  Agedge_t* edge(Agnode_t* from, Agnode_t* to) { return agedge(graph_, from, to, nullptr, 1); }

  Agraph_t* graph_;
  std::vector<Agnode_t*> nodes_;
  std::set<std::pair<std::size_t, std::size_t>> taken_;
};

LaidTrack read_track(const Reading& reading, const TrackParts& parts) {
  LaidTrack track{reading.middle(parts.sign), reading.curve(parts.before),
                  reading.curve(parts.after), reading.tip(parts.after)};
  if (parts.is_turned) {
    std::ranges::reverse(track.before);
    std::ranges::reverse(track.after);
  }
  return track;
}

}  // namespace

Result<MapLayout> lay_out(const std::vector<Size>& cards, const std::vector<Track>& tracks) {
  agseterr(AGMAX);  // it writes its warnings to our standard error stream otherwise
  const Context context(gvContext());
  const Graph graph(agopen(text("map"), Agdirected, nullptr));
  if (!context || !graph) return fail(not_drawn, "Graphviz cannot be started.");
  set_usual(graph.get());
  Laying laying(graph.get(), cards);
  std::vector<TrackParts> parts;
  for (const auto& track : tracks) parts.push_back(laying.add(track));
  const Laid laid(context.get(), graph.get());
  if (!laid.is_laid()) return fail(not_drawn, "Graphviz did not find places for all.");
  const Reading reading(graph.get());
  MapLayout layout{.size = reading.size()};
  for (auto* node : laying.nodes()) layout.cards.push_back(reading.middle(node));
  for (const auto& part : parts) layout.tracks.push_back(read_track(reading, part));
  return layout;
}

}  // namespace waarmerk::cli
