// NodeClient: asks this machine's node over its HTTP API, with the token that its owner has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "cli/node_files.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::cli {

class NodeClient {
 public:
  /// By the options of the command. Fails as find_node_files() and local_url().
  static Result<NodeClient> find(const Args& args, Workspace& workspace);
  NodeClient(NodeFiles files, std::string url, Workspace& workspace)
      : files_(std::move(files)), url_(std::move(url)), workspace_(workspace) {}

  const NodeFiles& files() const { return files_; }
  const std::string& url() const { return url_; }

  /// The JSON that was answered; `{}` where nothing was. Fails with cli.no_answer, with the code
  /// that the node failed with, or with cli.strange_answer.
  Result<json::Document> get(const std::string& path) { return ask("GET", path, {}); }
  Result<json::Document> post(const std::string& path, std::string body) {
    return ask("POST", path, std::move(body));
  }
  Result<json::Document> erase(const std::string& path) { return ask("DELETE", path, {}); }
  /// The same of what anybody may read, without a token.
  Result<json::Document> get_open(const std::string& path);
  /// The body where the status is 200, else an empty text. Fails with cli.no_answer.
  Result<std::string> get_text(const std::string& path);
  /// Whether the status is 200. Fails with cli.no_answer.
  Result<bool> is_well(const std::string& path);

 private:
  Result<json::Document> read(const Result<node::fetch::Fetched>& answer);
  Result<json::Document> ask(std::string method, const std::string& path, std::string body);
  Result<std::string> authorization() const;
  Result<node::fetch::Fetched> send(node::fetch::FetchRequest request);

  NodeFiles files_;
  std::string url_;
  Workspace& workspace_;
};

/// What a path may hold of any text: percent-encoded (RFC 3986 2.1).
std::string encode_segment(std::string_view text);

/// The string at a name of an object, or nothing.
std::string text_at(json::Value object, std::string_view name);
/// The number at a name, as text; empty where there is none.
std::string number_at(json::Value object, std::string_view name);

}  // namespace waarmerk::cli
