/* A feed whose key others have goes on in the next epoch: no honest node goes on after two of its
   beginnings, none takes one that a thief signed, and none goes back (spec/wire/feed.md 9, 5).

   The owner names a new key in its history, and signs the first entry of the epoch with it; the thief
   has the old key alone. Both send in any order, the history travels apart from the entries.
   A LYING owner begins the epoch twice: then all nodes that meet both call it forked, and wait for
   the epoch after it.

   ANY_KEY takes an epoch that is signed with the key of before, LATE_ENTRIES an entry of the epoch
   before once the next has begun, FIRST_COME the first beginning without a word of the second. */

#define NODES 2

/* Who began the epoch that a node is in; FORKED where it knows of two. */
#define NOBODY 0
#define OWNER 1
#define OWNER_AGAIN 2
#define THIEF 3
#define FORKED 4

bool knows_key[NODES];                 /* whether the history is there that names the new key */
byte begun[NODES];
bool met[NODES * 3];                   /* which beginnings reached the node, by their makers */
bool took_late;

inline take(n, maker) {
  d_step {
    met[n * 3 + maker - 1] = true;
    if
#ifndef ANY_KEY
    :: maker == THIEF -> skip          /* not signed with the key that counts in this epoch */
#endif
    :: !knows_key[n] -> met[n * 3 + maker - 1] = false  /* judged again when it comes again */
    :: else ->
       if
       :: begun[n] == NOBODY -> begun[n] = maker
#ifndef FIRST_COME
       :: begun[n] != NOBODY && begun[n] != maker -> begun[n] = FORKED
#endif
       :: else -> skip
       fi
    fi
  }
}

/* An entry that the thief signed for the epoch before. */
inline take_old(n) {
  d_step {
    if
#ifdef LATE_ENTRIES
    :: begun[n] != NOBODY -> took_late = true
#endif
    :: else -> skip
    fi
  }
}

active proctype network() {
  byte n, maker;
  do
  :: atomic { select(n : 0 .. NODES - 1); knows_key[n] = true }
  :: atomic {
       select(n : 0 .. NODES - 1);
       if
       :: maker = OWNER
#ifdef LYING
       :: maker = OWNER_AGAIN
#endif
       :: maker = THIEF
       fi;
       take(n, maker)
     }
  :: atomic { select(n : 0 .. NODES - 1); take_old(n) }
  od
}

#define both_met(n) (met[n * 3] && met[n * 3 + 1])

ltl one_beginning {
  [] (begun[0] != THIEF && begun[1] != THIEF && !took_late
      && (both_met(0) -> begun[0] == FORKED) && (both_met(1) -> begun[1] == FORKED))
}
ltl for_good {
  [] ((begun[0] != NOBODY -> [] (begun[0] != NOBODY)) && ((begun[0] == FORKED) -> [] (begun[0] == FORKED)))
}
