#include "tests/shape/functions.hpp"

#include <algorithm>

#include "tests/shape/pattern.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

enum class Block { scope, function, other };

struct Open {
  Block block;
  std::string head;
  std::size_t line;
};

/// What the brace after `head` opens. Inside a function everything belongs to that function.
Block block_of(const std::string& head, const std::vector<Open>& open) {
  if (!open.empty() && open.back().block != Block::scope) return Block::other;
  if (contains(head, "\\b(namespace|extern)\\b")) return Block::scope;
  const bool calls = head.find('(') != std::string::npos;
  if (!calls && contains(head, "\\b(class|struct|union|enum)\\b")) return Block::scope;
  const bool assigns = contains(head, "[^=!<>]=[^=]") && !contains(head, "\\boperator");
  return calls && !assigns ? Block::function : Block::other;
}

/// Where the brace that closes the one at `open` stands.
std::size_t closing(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (auto i = open; i < code.size(); ++i) {
    if (code[i] == '{') ++depth;
    if (code[i] == '}' && --depth == 0) return i;
  }
  return code.size();
}

}  // namespace

std::vector<Function> functions_of(std::string_view text) {
  const auto code = code_of(text);
  std::vector<Function> found;
  std::vector<Open> open;
  std::size_t head_start = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == ';' && (open.empty() || open.back().block == Block::scope)) head_start = i + 1;
    if (code[i] == '{') {
      const auto from = std::min(code.find_first_not_of(" \n", head_start), i);
      auto head = code.substr(from, i - from);
      const auto block = block_of(head, open);
      open.push_back({block, std::move(head), line_at(code, from)});
      if (block == Block::scope) head_start = i + 1;
    }
    if (code[i] == '}' && !open.empty()) {
      const auto closed = open.back();
      open.pop_back();
      const auto last = line_at(code, i);
      const bool member = code.find_first_not_of(" \n", i + 1) != std::string::npos &&
                          (code[code.find_first_not_of(" \n", i + 1)] == ',' ||
                           code[code.find_first_not_of(" \n", i + 1)] == '{');
      const bool outside = open.empty() || open.back().block == Block::scope;
      if (closed.block == Block::function && !member)
        found.push_back({closed.head, closed.line, last - closed.line + 1});
      if (outside && !member) head_start = i + 1;
    }
  }
  return found;
}

std::vector<Lambda> lambdas_of(std::string_view text) {
  static const std::string opening =
      "\\[([^\\[\\]]*)\\]\\s*(\\([^(){}]*(\\([^(){}]*\\)[^(){}]*)*\\))?\\s*"
      "(mutable)?\\s*(noexcept)?\\s*(->[^{};]*)?\\{";
  const auto code = code_of(text);
  std::vector<Lambda> found;
  for (const auto& lambda : find_all(code, opening)) {
    const auto brace = lambda.at + lambda.size - 1;
    auto body = code.substr(brace + 1, closing(code, brace) - brace - 1);
    for (auto inner = find_all(body, opening); !inner.empty(); inner = find_all(body, opening)) {
      const auto inner_brace = inner[0].at + inner[0].size - 1;
      body.erase(inner[0].at, closing(body, inner_brace) - inner[0].at + 1);
    }
    found.push_back({lambda.groups[1], std::move(body), line_at(code, lambda.at)});
  }
  return found;
}

}  // namespace waarmerk::shape
