#include "node/web/second_part.hpp"

#include "node/credential/finding.hpp"
#include "node/http/html.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {

std::string second_part(const std::string& node_name, std::optional<credential::Outcome> outcome) {
  using credential::CheckState;
  std::string part = R"(<template id="second" data-node=")" + http::escape_html(node_name) + '"';
  if (outcome) {
    part += R"( data-outcome=")" + std::string(credential::print_outcome(*outcome)) + '"';
  }
  part += '>';
  for (const auto state :
       {CheckState::passed, CheckState::warning, CheckState::failed, CheckState::unchecked}) {
    part += "<span class=\"" + std::string(class_of(state)) + "\">" + sign_of(state) + "</span>";
  }
  return part + "</template>\n";
}

}  // namespace waarmerk::node::web
