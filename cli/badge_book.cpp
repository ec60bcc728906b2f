#include "cli/badge_book.hpp"

#include <system_error>
#include <utility>

#include "cli/command.hpp"
#include "cli/error_codes.hpp"
#include "cli/passphrase.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;
namespace wallet = node::wallet;

constexpr std::string_view file_name = "badgebook.jwe";
constexpr std::string_view what = "the badge book";

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

/// The folder is for its owner alone.
Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  const bool is_new = fs::create_directories(folder, error);
  if (!error && is_new) fs::permissions(folder, fs::perms::owner_all, error);
  if (!error) return {};
  return fail(storage::file_failed, "The folder " + folder.string() + " cannot be made.");
}

Result<SecretBytes> new_passphrase(const Args& args, Workspace& workspace,
                                   const SecretBytes* given) {
  const auto file = args.find("--passphrase-file");
  if (file) {
    TRY(read, find_passphrase(*file, args, workspace, what));
    if (read.view().size() >= typed_passphrase_bytes_min) return std::move(read);
    return fail(storage::bad_passphrase, "A passphrase has at least 10 characters.");
  }
  if (given != nullptr) return copy_of(*given);
  return ask_new_passphrase(args, workspace, what);
}

}  // namespace

std::vector<Option> with_wallet(std::initializer_list<Option> own) {
  std::vector<Option> options(own);
  options.push_back({"--wallet", "FOLDER", "where the badge book is, instead of the usual place"});
  options.push_back({"--passphrase-file", "FILE", "its passphrase, instead of typing it"});
  const auto shared = with_shared({});
  options.insert(options.end(), shared.begin(), shared.end());
  return options;
}

Result<fs::path> wallet_folder(const Args& args, const Workspace& workspace) {
  if (const auto given = args.find("--wallet")) {
    std::error_code ignored;
    if (!fs::is_regular_file(*given, ignored)) return fs::path(*given);
    return fail(bad_usage, "--wallet names the folder of a badge book, and " + *given +
                               " is a file. To open a backup: waarmerk wallet restore");
  }
  if (const auto data = workspace.variable("XDG_DATA_HOME")) {
    return fs::path(*data) / "waarmerk" / "wallet";
  }
  if (const auto home = workspace.variable("HOME")) {
    return fs::path(*home) / ".local" / "share" / "waarmerk" / "wallet";
  }
  return fail(no_book, "There is no home folder to look for a badge book in: give --wallet.");
}

Result<BadgeBook> BadgeBook::load(const Args& args, Workspace& workspace, const fs::path& file) {
  if (!is_there(file)) {
    return fail(no_book, "There is no badge book " + file.string() +
                             " yet. Begin one with: waarmerk wallet receive --help");
  }
  TRY(bytes, storage::load_private_file(file, jose::jwe_bytes_max));
  TRY(passphrase,
      find_passphrase(args.find("--passphrase-file").value_or(""), args, workspace, what));
  TRY(inside, wallet::open_book(text_of(bytes), passphrase));
  BadgeBook opened(workspace, file, std::move(passphrase));
  opened.book_ = std::move(inside);
  return opened;
}

Result<BadgeBook> BadgeBook::open(const Args& args, Workspace& workspace) {
  TRY(folder, wallet_folder(args, workspace));
  return load(args, workspace, folder / file_name);
}

Result<BadgeBook> BadgeBook::open_to_change(const Args& args, Workspace& workspace) {
  TRY(folder, wallet_folder(args, workspace));
  if (!is_there(folder / file_name)) return load(args, workspace, folder / file_name);
  TRY(lock, storage::FolderLock::take(folder));
  TRY(opened, load(args, workspace, folder / file_name));
  opened.lock_.emplace(std::move(lock));
  return std::move(opened);
}

Result<BadgeBook> BadgeBook::open_or_begin(const Args& args, Workspace& workspace,
                                           const SecretBytes* passphrase) {
  TRY(folder, wallet_folder(args, workspace));
  if (is_there(folder / file_name)) return open_to_change(args, workspace);
  TRY(chosen, new_passphrase(args, workspace, passphrase));
  TRY_OK(make_folder(folder));
  TRY(lock, storage::FolderLock::take(folder));
  BadgeBook begun(workspace, folder / file_name, std::move(chosen));
  begun.lock_.emplace(std::move(lock));
  begun.is_new_ = true;
  return begun;
}

const wallet::Holder& BadgeBook::holder() {
  if (book_.holders.empty()) book_.holders.push_back(wallet::make_holder(workspace_.random()));
  return book_.holders.front();
}

Result<void> BadgeBook::save() {
  TRY(text, wallet::seal_book(book_, passphrase_, workspace_.random(), workspace_.book_rounds()));
  return storage::save_private_file(file_, bytes_of(text + "\n"));
}

}  // namespace waarmerk::cli
