#include "cli/commands.hpp"

namespace waarmerk::cli {
namespace {

std::vector<Command> commands_of_badges() {
  return {
      badge_verify_command(),    badge_explain_command(), badge_bake_command(),
      badge_unbake_command(),    badge_import_command(),  badge_export_command(),
      badge_print_command(),     badge_kit_command(),     badge_define_command(),
      badge_award_command(),     badge_offer_command(),   badge_offers_command(),
      badge_confirm_command(),   badge_unoffer_command(), badge_ask_command(),
      badge_asked_command(),     badge_unask_command(),   badge_list_command(),
      badge_show_command(),      badge_revoke_command(),  badge_suspend_command(),
      badge_reinstate_command(),
  };
}

std::vector<Command> commands_of_holders() {
  return {
      wallet_receive_command(), wallet_list_command(),    wallet_show_command(),
      wallet_share_command(),   wallet_present_command(), wallet_remove_command(),
      wallet_backup_command(),  wallet_restore_command(),
  };
}

std::vector<Command> commands_of_the_organisation() {
  return {
      org_init_command(),           org_rotate_key_command(),
      org_compromised_command(),    org_move_domain_command(),
      org_name_witnesses_command(), org_name_watchers_command(),
      org_name_mirrors_command(),   org_heal_fork_command(),
      org_deactivate_command(),     org_appoint_custodian_command(),
      org_countersign_command(),    org_close_command(),
      org_recognise_command(),      org_endorse_command(),
      org_withdraw_command(),       org_bits_command(),
      org_invite_command(),         org_uninvite_command(),
      org_accept_command(),
  };
}

std::vector<Command> other_commands() {
  return {
      feed_show_command(),
      feed_erase_command(),
      custody_accept_command(),
      custody_list_command(),
      custody_revoke_command(),
      custody_suspend_command(),
      custody_reinstate_command(),
      node_start_command(),
      node_status_command(),
      node_doctor_command(),
      node_audit_command(),
      node_export_mirror_command(),
      node_export_bundle_command(),
      node_import_bundle_command(),
      node_rebuild_trust_command(),
      peer_add_command(),
      peer_list_command(),
      peer_remove_command(),
      peer_sync_command(),
      trust_explain_command(),
      trust_who_could_vouch_command(),
      trust_policy_command(),
      trust_graph_command(),
      token_create_command(),
      token_list_command(),
      token_withdraw_command(),
      key_list_command(),
      key_add_command(),
      key_passphrase_command(),
      envelope_issue_command(),
      envelope_verify_command(),
      did_resolve_command(),
      demo_command(),
      completion_command(),
      help_command(),
  };
}

}  // namespace

std::vector<Command> all_commands() {
  auto all = commands_of_badges();
  for (const auto& part :
       {commands_of_holders(), commands_of_the_organisation(), other_commands()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace waarmerk::cli
