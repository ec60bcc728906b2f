/* A witness that crashes and is restored: under one key it never signs a head that is lower than one
   that it signed, nor another at the same place (spec/wire/witness.md 5, invariants I8 and I9).

   What it hears is chosen by whoever means no good: heads of any place, of two stories. Two of them at
   one place are a fork, and who knows of a fork knows of it for good.

   SIGN_FIRST signs before the disk has it; SAME_KEY goes on with its key after a restore. */

#define PLACES 3

/* A leaf is a place and a story, 1 or 2, or FORKED for a fork at that place. Place 0 is none yet. */
#define FORKED 3
typedef Leaf { byte place; byte story };

Leaf heard, disk, backup;
Leaf last;                             /* what it signed last under its key, place 0 for nothing */
bool is_due;

#define is_fork(leaf) (leaf.story == FORKED)

/* Whether `b` follows `a`, or is it. */
#define follows(a, b)                                                   \
  ((a.place == b.place && a.story == b.story) ||                        \
   (!is_fork(a) && (is_fork(b) || b.place > a.place)) ||                \
   (is_fork(a) && is_fork(b) && b.place < a.place))

inline put(to, from) { d_step { to.place = from.place; to.story = from.story } }

inline sign(leaf) {
  d_step {
    assert(last.place == 0 || follows(last, leaf));
    last.place = leaf.place;
    last.story = leaf.story
  }
}

active proctype witness() {
  byte place, story;
  do
  :: select(place : 1 .. PLACES);
     select(story : 1 .. 2);
     if
     :: !is_fork(heard) && place > heard.place ->
        d_step { heard.place = place; heard.story = story }
     :: !is_fork(heard) && place == heard.place && story != heard.story -> heard.story = FORKED
     :: else -> skip                   /* lower than what it knows, or the same */
     fi
  :: heard.place > 0 ->                /* a snapshot is due */
#ifdef SIGN_FIRST
     sign(heard);
     if
     :: put(disk, heard)
     :: put(heard, disk)               /* crashed before it was written */
     fi
#else
     put(disk, heard);
     if
     :: sign(disk)
     :: put(heard, disk); sign(disk)   /* crashed before it was signed, or just behind it */
     fi
#endif
  :: put(heard, disk)                  /* crashed: what was not written is forgotten */
  :: put(backup, disk)
  :: put(disk, backup);                /* restored */
     put(heard, backup);
#ifndef SAME_KEY
     d_step { last.place = 0; last.story = 0 }  /* it is another witness from now on */
#endif
  od
}
