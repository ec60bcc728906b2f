// Where the cards and lines of a drawn network stand. Graphviz decides it, and is given numbers
// only: spec/decisions/0056-drawn-networks.md.
#pragma once

#include <cstddef>
#include <vector>

#include "crypto/base/error.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode not_drawn{"cli.not_drawn", ErrorKind::internal};

/// In pixels, from the upper left corner.
struct Point {
  double x = 0;
  double y = 0;
};
struct Size {
  double width = 0;
  double height = 0;
};

/// A line from one card to another, which stops at a sign that says how much.
struct Track {
  std::size_t from = 0;
  std::size_t to = 0;
  Size sign;
};

/// Cubic Bézier curves, end to end: a point, and three more for each curve.
using Curve = std::vector<Point>;

struct LaidTrack {
  Point sign;    ///< its middle
  Curve before;  ///< from the card to the sign
  Curve after;   ///< from the sign on, up to the arrow
  Point tip;     ///< of the arrow
};

struct MapLayout {
  Size size;
  std::vector<Point> cards = {};  ///< their middles
  std::vector<LaidTrack> tracks = {};
};

/// From left to right. Fails with cli.not_drawn.
Result<MapLayout> lay_out(const std::vector<Size>& cards, const std::vector<Track>& tracks);

}  // namespace waarmerk::cli
