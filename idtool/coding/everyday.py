"""Everyday talk: words too common to mean a code, and sentences that mean none.

Both lists are general English. They keep rules made of common words from
counting much, and give the likeness a way to say “none of these”.
"""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


FILLERS = _listed(
    "ah aha alright anyway basically cause eh er erm ha heh hey hi hm hmm honestly huh kind like "
    "literally look mean mhm mm mmm nah nope obviously oh okay ok please really right sort stuff "
    "sure thank thanks thing uh uhhuh uhm um wait well wow yeah yep yes yup know think guess say "
    "maybe probably actually no not"
)
"""Lemmas that may fill a whole turn without saying anything."""

GRAMMAR = _listed(
    "i you he she it we they me him her us them my your his its our their this that these those "
    "a an the be have do did not will would can could should may might must to of in on at by for "
    "with from up down out off over into if and or but so as than then there here what who when "
    "where why how which all any some no one just"
)
"""Lemmas that hold sentences together."""

EVERYDAY = _listed(
    """
    able about above across actually after again against ago all almost along already also always
    am an and another answer any anybody anymore anyone anything anyway around as ask at away back
    bad be because become before begin behind believe better between big bit both bring but by call
    can car care case change child come could couple day different do done door down each early
    either else end enough even ever every everybody everyone everything eye fact family far feel
    few figure find first for friend from front get girl give go going gonna good great guess guy
    half hand happen hard have he head hear help her here him his hold home hour house how i idea
    if in into it its job just keep kid kind know last late least leave let life like line little
    live long look lot make man many matter may maybe me mean might mind minute moment money month
    more most mother move much must my myself name near need never new next nice night no nobody
    not nothing now number of off often old on once one only open or other our out over own parent
    part people person pick place play point pretty probably problem put question quite rather
    ready real really reason remember right room run same say school see seem set several she
    should show side since sit some somebody someone something sometimes sort stand start stay
    still stop story stuff such suppose sure take talk tell than that the their them then there
    these they thing think this those though three through till time today together too toward
    town try turn two under until up us use used usually very wait walk want watch water way we
    week well what whatever when where whether which while who whole why will with without woman
    word work worker world would wrong year yes yet you young your
    """
)
"""Lemmas that any talk is made of; a rule of such words alone is a loose rule."""

COMMON = GRAMMAR | EVERYDAY | FILLERS
"""Lemmas that tell nothing about what an answer is about."""

UNTELLING = GRAMMAR | FILLERS
"""Lemmas that tell nothing whatever is asked."""

NAMING = EVERYDAY - UNTELLING
"""Everyday lemmas that a code may be called by."""

SMALL_TALK = (
    "Sorry, could you repeat that last part?",
    "That is a really good question, I need a second to think.",
    "I don't know, I never thought about that before.",
    "Can I get some water before we start?",
    "Is the recorder on? Is it picking me up okay?",
    "Do you want me to close the door, it is kind of loud out there.",
    "Yeah, no, go ahead, I'm listening.",
    "How much longer do we have? I have to be out of here by noon.",
    "I went to college upstate and then moved back for my wife.",
    "I have been in this job for eleven years, and before that I sold insurance.",
    "My sister lives down the street from where I used to work.",
    "The weather has been awful, it rained the whole weekend.",
    "I took the bus because the car is in the shop.",
    "This chair is terrible, is there another one?",
    "Thanks for coming out here, I know it is a long drive.",
    "You can put that on the table, anywhere is fine.",
    "Did you find the place all right? The numbers are hard to see.",
    "I had lunch late, so if my stomach makes noise, that's why.",
    "We painted this room ourselves, you can tell by the corners.",
    "The printer is broken again, so I wrote it on the back of an envelope.",
    "Let me turn my phone off, sorry about that.",
    "I think that was the last one, wasn't it?",
    "What was the first half of the question again?",
    "Does it matter if I skip one and come back to it?",
    "I'm trying to remember what year that was, it was the year of the big snow.",
    "My dog is getting old, she sleeps most of the day.",
    "I like the mornings best, it is quiet and the light is nice.",
    "He plays baseball on Saturdays and his brother plays soccer.",
    "We drove to the lake and then the tire went flat.",
    "I used to be a waitress, and I still carry three plates at once.",
    "I was born here, and my grandparents had a farm out by the river.",
    "It's funny you say that, I was just telling somebody the same thing.",
    "Well, anyway, that is a long story and it has nothing to do with this.",
    "I got this jacket at a garage sale, it was four dollars.",
    "Oh, that's the radiator, it does that every afternoon.",
    "Can you hear me over the fan?",
    "I'll send you the date when I find my calendar.",
    "No, you go first, I interrupted you.",
    "Let me think how to put this.",
    "That's all I have, I think, unless you have something else.",
    "I read a lot, mostly mysteries, and I garden a little.",
    "The elevator was out so I took the stairs, and now I can't breathe.",
    "It was nice talking with you, good luck with your paper.",
    "I'm not great with names, so bear with me.",
    "The sandwich place on the corner closed, which is a shame.",
    "I turned forty last spring and my kids made a cake.",
    "We were on the phone for an hour about the tickets.",
    "I don't watch much television anymore, just the game on Sundays.",
    "It's the third door on the left, past the copier.",
    "I brought my own pen, see, it's my good one.",
    "I couldn't get a spot out front, so I parked behind the bank and walked.",
    "There's a form to sign somewhere in this stack, hang on, I'll dig it out.",
    "We got a new desk and nobody can figure out how it goes together.",
    "My uncle ran a hardware store, so I grew up counting nails.",
    "It used to be a shoe factory, this building, you can still smell it.",
    "Traffic was backed up past the bridge, I thought I'd never get here.",
    "I went back to school at thirty, with two little ones and a night job.",
    "I'm a terrible cook, ask anybody, I burn the rice every time.",
    "My throat is scratchy, it's the pollen, it gets me every spring.",
    "They keep this place so cold, I wear a sweater in the middle of July.",
)
"""Sentences about nothing a study asks; the likeness learns from them what no code is."""
