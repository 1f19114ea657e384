"""Lists of words: what names speakers, what begins sentences, what everybody says.

They are short and in plain sight on purpose. A word in the wrong list makes one
candidate for a label more or less likely; what decides is the whole file.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(text.split())


INTERVIEWER = word_set(
    """
    int intv intvr interviewer interviewers researcher researchers moderator facilitator
    host investigator inv interv intervieuer interviewerin interviewende entrevistador
    entrevistadora entrevistadeur enquêteur enqueteur intervjuer interviewerinnen
    moderatorin moderador moderadora forsker forscher forscherin onderzoeker
    """
)
"""Words by which labels name the interviewer."""

SPOKEN_TO = word_set(
    """
    participant interviewee respondent informant subject speaker person guest client patient
    student teacher nurse doctor officer sergeant deputy detective police cop le leo sw swk
    worker caseworker clinician therapist counselor advocate mother father parent child
    caller witness narrator storyteller expert colleague befragte befragter befragt
    teilnehmer teilnehmerin sprecher sprecherin proband informante entrevistado entrevistada
    participante mand kvinde barn informanten deltager deltaker pp part resp partic partner
    answer question response voice male female man woman unknown unidentified new
    """
)
"""Words by which labels name anybody else who is recorded."""

EVERYBODY = word_set(
    """
    all both everyone everybody group several multiple together participants speakers alle
    beide todos todas tous begge chorus various crowd
    """
)
"""First words of labels for several people at once."""

ADDED = word_set(
    """
    social police law enforcement crisis case patrol probation school campus senior junior
    first second third lead co the one two three four five six number no mr mrs ms dr
    professor prof a b c d and or og und et y with voice only
    """
)
"""Words that stand beside these in a label."""


SENTENCE_WORDS = word_set("""
    he she they we you it its i'm i've i'd i'll you're he's she's it's we're they're that's there's
    him her them us my his their our your this that these those there here who whom which what when
    where why how is are was were be been being am do does did done have has had having can could
    will would shall should may might must and but so or nor yet because since if then than though
    although while as like well anyway actually basically also just only really maybe perhaps okay
    ok yes yeah yep no nope nah right sure exactly uh um er hmm mm mhm oh ah wow hello hi hey
    thanks thank please sorry bye goodbye good great alright absolutely correct true false maybe
    in on at by for from with without to of into onto over under about after before during between
    through across against until upon not never always often sometimes usually now today tonight
    yesterday tomorrow again still even too very much many more most some any each every other
    another said says say saying asked asks told tells goes went think thought thinks know knew
    mean means meant guess feel felt want wanted need needed get got gets make made let see look
    the an thing things point reason idea problem example instance sentence word words quote
    don't didn't doesn't can't won't wouldn't couldn't shouldn't isn't aren't wasn't weren't
    one's someone something anything nothing everything nobody anybody somebody
    """)
PRONOUN_LABELS = word_set("me him her them us you myself")
HEADINGS = word_set("""
    note notes nb ps p.s re fyi http https ftp mailto www file files filename title date time times
    place location venue setting duration length recorded recording transcript transcription
    transcribed transcriber transcriptionist project study interview interviews id version page
    pages subject topic topics summary keywords abstract introduction background methods method
    results discussion conclusion conclusions references figure table appendix chapter section part
    step stage phase item vignette scenario case story prompt probe probes theme themes code codes
    category option example examples warning caution important update edit source sources status
    language gender age sex occupation ethnicity education role format attendees present
    participants interviewers speakers legend key abbreviations start end started ended begin
    email e-mail phone tel address website url link day week month year total tips tip
    instructions instruction purpose aim aims goal goals priority priorities
    pros cons benefits barriers strengths weaknesses observation observations memo comment comments
    """)

SMALL = word_set("de del della di da van von der den la le el bin al dos das y og and of the")
"""Words inside names that are written small."""

COMMON = word_set(
    """
    a about after again all also am an and any are as at be because been before being but by
    can could did do does doing don't down each few for from get go going gonna got had has
    have having he her here him his how i i'm i'd if in into is it it's its just kind kinda
    know let like little lot me mean might more most much my no not now of off oh ok okay on
    one only or other our out over really right say see she should so some sort sorta such
    than that that's the their them then there these they thing things think this those
    through to too uh uhm um up us very wanna want was we we're well were what what's when
    where which while who why will with would yeah yes you you're your alright first next
    last start begin tell talk bit maybe ask question please thank thanks
    """
)
"""Words of form fields and headings."""

"""Pronouns some people use as labels."""

"""Words that begin or fill sentences, so that what holds them is no label."""

"""Words too common to tell one question from another."""
