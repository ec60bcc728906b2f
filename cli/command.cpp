#include "cli/command.hpp"

namespace waarmerk::cli {
namespace {

constexpr Option shared[] = {
    {"--json", "", "print JSON, one value a line"},
    {"--plain", "", "print lines of fields that are parted by tabs"},
    {"--no-input", "", "never ask anything"},
    {"--help", "", "print this page"},
};

constexpr Option for_node[] = {
    {"--config", "FILE", "the node's configuration (see: waarmerk help environment)"},
    {"--token-file", "FILE", "the bearer token, instead of admin.token beside the configuration"},
};

}  // namespace

std::string_view Command::verb() const {
  const auto space = name.find(' ');
  return space == std::string_view::npos ? std::string_view() : name.substr(space + 1);
}

std::vector<Option> with_shared(std::initializer_list<Option> own) {
  std::vector<Option> options(own);
  options.insert(options.end(), std::begin(shared), std::end(shared));
  return options;
}

std::vector<Option> with_node(std::initializer_list<Option> own) {
  std::vector<Option> options(own);
  options.insert(options.end(), std::begin(for_node), std::end(for_node));
  options.insert(options.end(), std::begin(shared), std::end(shared));
  return options;
}

}  // namespace waarmerk::cli
