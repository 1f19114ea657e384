"""English words that carry grammar or fill a pause, and so say nothing about a subject.

Written for spoken interviews: hedges, starters and fillers stand beside articles
and pronouns; numbers too, which many say and few mean. Words that can carry
meaning in a crisis interview (help, call, home, work, alone, together) are not in
the list.
"""

from __future__ import annotations

_GRAMMAR = """
a an the this that these those such same other another each every either neither both all any some
no none nothing something anything everything somebody anybody everybody nobody someone anyone
everyone somewhere anywhere everywhere one ones
i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it
its itself we us our ours ourselves they them their theirs themselves who whom whose which what
whatever whoever whichever
am is are was were be been being have has had having do does did doing done can could may might
must shall should will would ought need
and or but nor so yet if then else than because since unless until while although though whereas
whether as
of at by for with about against between into through during before after above below to from up
down in out on off over under within without upon toward towards onto per via
again further once here there when whenever where wherever why how however not only very too also
just even still already ever quite rather almost enough much many more most less least few fewer
several lot lots bit
""".split()  # noqa: SIM905 - thirty lines of quotation marks would hide the words

_CONTRACTED = """
ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't
shouldn't wasn't weren't won't wouldn't cannot
i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll it'd
we're we've we'll we'd they're they've they'll they'd that's that'll that'd there's there'd there'll
here's who's who'd who'll what's what'd where's when's why's how's let's y'all
gonna gotta wanna kinda sorta dunno lemme gimme cause 'cause cuz
""".split()  # noqa: SIM905

_SPOKEN = """
yeah yes yep yup nope okay ok right well oh ah uh um uhm umm er hmm hm mm mhm uh-huh huh wow hey
like know mean guess think thing things stuff kind sort actually basically literally really
probably maybe perhaps pretty obviously honestly definitely certainly absolutely anyway anyways
sure exactly totally simply somehow sometimes usually always
go goes going went gone come comes coming came get gets getting got gotten make makes making made
take takes taking took taken put say says saying said tell tells telling told talk see seen saw
look looking looked let give gives given gave want wants wanted try tries tried trying start
started keep kept seem seems seemed happen happens happened
way ways time times day days point part end people person guy guys
good big little long new old different first second last next two three
never often anyhow somewhat mostly ahead past own whole half able
zero four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
etc inaudible crosstalk laughs laughter laughing pause sighs
""".split()  # noqa: SIM905

FUNCTION_WORDS = frozenset((*_GRAMMAR, *_CONTRACTED, *_SPOKEN))

_EVERYDAY = """
ask answer bring call change check close drive drop drink eat end find hand hear help hold hope
leave listen live lock lose meet move name need open pay phone pick play please pull push read
remember run send show sit sleep speak stand stay step stop switch turn use wait walk watch work
write
back behind inside outside together alone away around early late half side top bottom front
car case door floor food home house hour kitchen life line list man matter minute money month
morning night number office problem question room round street table today tomorrow tonight
wall week window woman word world year
midnight
bad easy hard happy hot cold close full real sorry true young
""".split()  # noqa: SIM905

EVERYDAY_WORDS = frozenset(_EVERYDAY)
"""Words that are said about anything. A vignette or question that uses one does not own it."""
