"""Articles of an invented newsroom: many stories, six papers on each, most facts told by several of them.

`articles(count)` is the same on every machine. Each story has places, people and bodies of its own; a country,
its ministries and its leaders stand in stories of every kind, as they do in real folders. Papers choose their
facts, order and wording, and now and then one has another figure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

PAPERS = 6
"""Articles to a story."""
FACTS = 13
"""Sentences with a fact to an article, at most."""
BESIDE = 11
"""Sentences to an article that tell nothing to compare."""
NATION = {
    "country": "Norrland",
    "capital": "Aldby",
    "minister": "Karin Ostberg",
    "leader": "Tomas Reinholt",
    "treasury": "the finance ministry",
}
OUTLETS = (
    "Aldby Courier", "Coast Tribune", "Northern Wire", "Harbour Post", "Daily Ledger", "Evening Beacon",
    "Republic", "Market Letter", "Union Voice", "Valley Herald", "Island Observer", "Capital Times",
)  # fmt: skip
STARTS = (
    "Bren", "Kal", "Tor", "Mar", "Vel", "Hol", "Sund", "Gra", "Lin", "Os", "Fen", "Wik", "Dal", "Ras", "Pel",
    "Jor", "Al", "Bir", "Drag", "Ek", "Fal", "Gil", "Had", "Ils", "Kol", "Lam", "Mus", "Nar", "Od", "Pran",
    "Ryd", "Skar", "Tran", "Ul", "Vas", "Yst",
)  # fmt: skip
MIDDLES = (
    "", "a", "e", "en", "ar", "i", "der", "o", "un", "el", "ir", "os", "and", "em", "u", "ing",
)  # fmt: skip
ENDINGS = (
    "holm", "vik", "stad", "mark", "ness", "berg", "haven", "by", "dal", "fors", "sund", "rup", "lund", "wick",
    "hult", "torp", "boda", "moor", "gate", "field", "ryd", "sjo", "nas", "lov",
)  # fmt: skip
GIVEN = (
    "Anna", "Peter", "Ingrid", "Oskar", "Maria", "Jonas", "Elsa", "Viktor", "Clara", "Henrik", "Sofia", "Emil",
    "Lena", "Martin", "Julia", "David", "Nora", "Simon", "Greta", "Felix",
)  # fmt: skip

Facts = tuple[tuple[str, ...], ...]
FLOOD: Facts = (
    ("The river burst its banks at {town} on {day} night and water stood {k} metres deep in the lower streets.",
     "Water rose to {k} metres in the lower part of {town} after the river broke through on {day}."),
    ("At least {k} people died in the flood, the rescue service in {town} said.",
     "The death toll in {town} stands at {k}, according to rescuers."),
    ("{n} people had to leave their homes, {person} said.", "Some {n} residents were brought to safety."),
    ("{body} puts the damage to buildings at €{m}m.", "Repairs will cost about €{m} million, {body} estimates."),
    ("The old dyke below {town} was {m2} years old and had last been checked in {year}.",
     "Inspectors looked at the dyke for the last time in {year}; it had stood for {m2} years."),
    ("{person}, the mayor of {town}, called the night the worst in living memory.",
     "Mayor {surname} said she had seen nothing like it before."),
    ("Electricity failed in {n2} households and was back by the evening.", "{n2} homes had no power for hours."),
    ("{minister} promised that {country} would pay {p} per cent of the losses.",
     "The state will carry {p}% of the losses, {minister} said in {capital}."),
    ("Rain of {m2} millimetres fell in {k} hours at the station above the valley.",
     "The station above the valley measured {m2} millimetres of rain."),
    ("{person2}, who leads the rescue teams, said that {k2} of her people were hurt.",
     "{k2} rescuers were injured, said {person2}."),
    ("The bridge to the mill was swept away and will not be rebuilt before {year2}.",
     "A new bridge to the mill is planned for {year2}."),
    ("Farmers lost {n2} sheep and cattle on the meadows.", "On the meadows {n2} animals drowned."),
    ("The railway between {town} and {capital} stays shut until {month}.",
     "Trains to {capital} will run again in {month} at the earliest."),
    ("Volunteers filled {n} sandbags before dawn.", "By dawn {n} sandbags lay along the road."),
    ("{body} denied that warnings had come too late.", "Warnings reached everybody in time, {body} insists."),
)  # fmt: skip
DEAL: Facts = (
    ("{body} will buy the engine maker {firm} for €{m}m, the companies said on {day}.",
     "{firm}, which builds engines, goes to {body} for €{m} million."),
    ("The offer values each share at €{k2}, a premium of {p} per cent.",
     "Shareholders get €{k2} a share, {p}% more than the last price."),
    ("{firm} employs {n} people, most of them in {town}.", "Of the workforce of {n}, most work at {town}."),
    ("{person}, the chief executive of {firm}, will stay on for {k} years.",
     "Chief executive {surname} has agreed to remain for {k} years."),
    ("The plant at {town} is to close in {month}, union leaders fear.",
     "Unions expect that the factory in {town} shuts in {month}."),
    ("Sales of {firm} reached €{m2} million last year.", "Last year it took in €{m2}m."),
    ("The competition office in {capital} must approve the takeover by {month}.",
     "Approval by the competition office is expected before {month}."),
    ("{person2} of {body} said that no jobs would be lost.",
     "No one will lose a job, promised {person2}, who chairs {body}."),
    ("{n2} engines left the works in {year}.", "The works built {n2} engines in {year}."),
    ("Net debt stood at €{m2}m at the end of June.", "It owed banks €{m2} million in June."),
    ("{minister} welcomed the agreement.", "The government in {capital} has no objection, {minister} said."),
    ("A rival bid of €{m}m from abroad failed in {year}.", "In {year} a foreign group had offered €{m} million."),
    ("Analysts had expected a price of at least €{m2}m.",
     "The price is lower than the €{m2}m that analysts named."),
    ("The shares rose by {p} per cent in early trading.", "In early trading the stock gained {p}%."),
)  # fmt: skip
STRIKE: Facts = (
    ("Nurses at {k} hospitals around {town} walked out on {day}.",
     "A walkout of nurses began on {day} in {k} hospitals of the {town} district."),
    ("The union {body} wants {p} per cent more pay.", "{body} demands a rise of {p}%."),
    ("{person} of {body} said that {n} members had joined.", "According to {person}, {n} nurses took part."),
    ("Employers offer a one-off payment of €{n2}.", "The employers' offer is €{n2}, paid once."),
    ("{n2} operations were put off.", "Surgeons had to postpone {n2} operations."),
    ("Talks broke down after {k2} hours in {capital}.",
     "After {k2} hours the talks in {capital} ended without result."),
    ("{treasury} says the demands would cost €{m} million a year.",
     "Meeting them would take €{m}m a year, {treasury} reckons."),
    ("The walkout is to last {k} days.", "It will go on for {k} days, the union said."),
    ("A nurse in her first year earns €{n} a month.", "Starting pay is €{n} a month."),
    ("{person2}, who runs the {town} clinic, called the strike irresponsible.",
     "“Irresponsible” is what {person2} of the {town} clinic calls it."),
    ("One post in {k2} stands empty.", "Every {k2}th job cannot be filled."),
    ("{leader} ruled out a change of the law before {month}.",
     "There will be no new law until {month}, {leader} said."),
    ("A court in {capital} will hear the case on {month} {k}.", "The hearing is set for {k} {month}."),
    ("In {year} a strike of this kind lasted {m2} days.", "The last one, in {year}, went on for {m2} days."),
)  # fmt: skip
THEFT: Facts = (
    ("Thieves took {k} paintings from the {town} museum in the night to {day}.",
     "{k} pictures are missing from the museum in {town} since {day}."),
    ("The works are insured for €{m}m.", "Insurers value them at €{m} million."),
    ("An alarm rang at {hour} and guards arrived {k2} minutes later.",
     "Guards were there {k2} minutes after the alarm, which went off at {hour}."),
    ("{person}, the director, said the best-known picture dates from {old}.",
     "The most famous of them was painted in {old}, according to director {person}."),
    ("Police arrested {k} men near {town2} on {day}.", "{k} suspects were caught outside {town2}."),
    ("The museum had {n2} visitors a day this summer.", "This summer {n2} people came each day."),
    ("{body} offers a reward of €{n}.", "A reward of €{n} has been set out by {body}."),
    ("The roof door had been broken for {m2} days.", "For {m2} days nobody had repaired the door on the roof."),
    ("Chief inspector {person2} denied that staff were under suspicion.",
     "No member of staff is suspected, {person2} of the police said."),
    ("Of {k2} cameras, {k} did not work.", "{k} of the {k2} cameras were out of order."),
    ("The building was last renovated in {year} for €{m2}m.", "Renovation cost €{m2} million in {year}."),
    ("{minister} wants better locks in all museums of {country}.", "All museums need new locks, {minister} said."),
    ("A boat was found {k2} kilometres down the coast.", "{k2} km away a boat was found on the beach."),
    ("The gallery reopens in {month}.", "Visitors will be let in again in {month}."),
)  # fmt: skip
COURT: Facts = (
    ("A court in {town} sentenced the former banker {person} to {k} years in prison on {day}.",
     "{person}, once a banker, must go to prison for {k} years, a {town} court ruled."),
    ("Judges found that {surname} had taken €{m}m from {body}.",
     "He had moved €{m} million out of {body}, the judges said."),
    ("Prosecutors had asked for {k2} years.", "The prosecution wanted {k2} years."),
    ("Some {n} savers lost money.", "{n} customers lost their savings."),
    ("The trial took {m2} days and heard {k2} witnesses.", "In {m2} days of hearings {k2} witnesses spoke."),
    ("The defence will appeal by {month}.", "An appeal is to be filed before {month}."),
    ("{person2}, his lawyer, said her client was innocent.", "“He is innocent,” said {person2}, who defends him."),
    ("The bank was founded in {old} and had {k2} branches.", "It had {k2} branches and went back to {old}."),
    ("€{m2} million has been found in accounts abroad.", "Investigators found €{m2}m in foreign accounts."),
    ("Customers got back {p} per cent of their deposits.", "{p}% of deposits were paid back."),
    ("{leader} called for stricter rules.", "In {capital}, {leader} spoke of stricter rules."),
    ("{surname} denied the charges to the end.", "Until the last day he denied everything."),
    ("{n2} pages of files were read out.", "The files run to {n2} pages."),
    ("His house near {town2} was sold in {year}.", "In {year} he sold a house at {town2}."),
)  # fmt: skip
PORT: Facts = (
    ("{town} will build a ferry terminal for €{m}m, the council decided on {day}.",
     "The council of {town} approved a terminal for ferries on {day}; it costs €{m} million."),
    ("Work starts in {month} and ends in {year2}.", "Opening is planned for {year2}, with a start in {month}."),
    ("The quay will be {n2} metres long.", "Ships will find {n2} metres of quay."),
    ("{n} passengers a year use the crossing to {town2}.", "The line to {town2} carries {n} passengers a year."),
    ("{person}, who heads the port, spoke of {k2} new jobs.",
     "{k2} jobs will be created, said port director {person}."),
    ("{body} won the contract against {k} rivals.", "Against {k} other bidders {body} was chosen."),
    ("The state pays {p} per cent.", "{p}% comes from {capital}."),
    ("{person2} of the opposition called the plan too dear.",
     "It is too expensive, {person2} of the opposition said."),
    ("A ferry burns {m2} tonnes of oil a week.", "Each week a ship needs {m2} tonnes of fuel."),
    ("The old hall from {old} will be pulled down.", "The hall, built in {old}, has to go."),
    ("Residents collected {n} signatures.", "{n} people have signed a petition."),
    ("{minister} will lay the first stone.", "The first stone is to be laid by {minister}."),
    ("The crossing takes {m2} minutes.", "In {m2} minutes one is across."),
    ("The first plans date from {year}.", "It was planned for the first time in {year}."),
)  # fmt: skip
BETWEEN = (
    "It was quiet in the streets of {town} in the morning.",
    "“We did not know whom to call,” a woman who lives near the station said.",
    "People stood in small groups in front of the bakery and talked about nothing else.",
    "{surname} spoke slowly and looked tired.",
    "What that means for {town} will only be seen when the season begins.",
    "“Nobody asked us,” said a teacher who did not want to give her name.",
    "Reporters were asked to wait outside.",
    "The opposition in {capital} wants to put the matter before parliament.",
    "It is not the first time that {town} is talked about in {capital}.",
    "“I have worked here all my life and I shall go on,” said an elderly man with a cap.",
    "Neighbours brought coffee and bread.",
    "{person2} would not say more when our paper called again.",
    "Experts from the university warn against quick conclusions.",
    "Much of what was said in the first hours has turned out to be wrong.",
    "In the evening lights burned for a long time in the town hall of {town}.",
    "“Somebody has to answer for this,” {person} told our reporter.",
    "A spokesman for {body} did not wish to comment on reports of a quarrel.",
    "Whether the plan will hold is another question.",
    "For many families it comes at a bad moment.",
    "The local paper had written about it years ago, without effect.",
    "{minister} is expected to travel to {town} next week.",
    "On the market square opinions are divided.",
    "“We need answers, and we need them soon,” the head of the school said.",
    "There was no sign of an agreement by the time this page was printed.",
)
KINDS: tuple[Facts, ...] = (FLOOD, DEAL, STRIKE, THEFT, COURT, PORT)
TOPICS = ("flood", "takeover", "strike", "theft", "verdict", "terminal")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("March", "April", "May", "September", "October", "November")


def articles(count: int) -> Iterator[tuple[str, str]]:
    """File name and text of `count` articles, six to a story."""
    for number in range(count):
        yield article(*divmod(number, PAPERS))


def article(story: int, paper: int) -> tuple[str, str]:
    """File name and text of what one paper writes on one story."""
    facts = KINDS[story % len(KINDS)]
    own = random.Random(f"{story}/{paper}")
    slots = _slots(story)
    chosen = [0, *own.sample(range(1, len(facts)), FACTS - own.randrange(4))]
    lines = []
    for fact in sorted(chosen, key=lambda f: (f + own.randrange(5), f)):
        told = slots | _figures(random.Random(f"{story}/{fact}"))
        if own.random() < 0.06:
            told |= _figures(own)
        line = own.choice(facts[fact]).format(**told)
        lines.append(line[0].upper() + line[1:])
    for line in own.sample(BETWEEN, BESIDE):
        lines.insert(own.randrange(1, len(lines) + 1), line.format(**slots))
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    outlet = OUTLETS[(story * 5 + paper) % len(OUTLETS)]
    day = 1 + (story + paper // 3) % 28
    title = f"{slots['town']} and its {TOPICS[story % len(KINDS)]}"
    head = f"---\ntitle: {title}\npublisher: {outlet}\ndate: 2025-02-{day:02}\n---"
    place = f"{story:03}-{slots['town'].lower()}/{outlet.lower().replace(' ', '-')}.md"
    return place, "\n\n".join((head, *paragraphs)) + "\n"


def _slots(story: int) -> dict[str, str]:
    """Who and where a story is about."""
    chance = random.Random(story)

    def name() -> str:
        return chance.choice(STARTS) + chance.choice(MIDDLES) + chance.choice(ENDINGS)

    town, surname, firm = name(), name(), name()
    body = (
        f"the {town} council",
        f"{name()} Group",
        "Health Workers United",
        f"the {town} Foundation",
        f"{name()} Bank",
        f"{name()} Marine",
    )
    return {
        **NATION,
        "town": town,
        "town2": name(),
        "surname": surname,
        "person": f"{chance.choice(GIVEN)} {surname}",
        "person2": f"{chance.choice(GIVEN)} {name()}",
        "firm": f"{firm} Motors",
        "body": body[story % len(KINDS)],
    }


def _figures(chance: random.Random) -> dict[str, str]:
    """The figures and days of one fact."""
    return {
        "k": str(chance.randrange(3, 12)),
        "k2": str(chance.randrange(14, 60)),
        "m": str(chance.randrange(12, 900)),
        "m2": str(chance.randrange(25, 400)),
        "n": f"{chance.randrange(1100, 30000):,}",
        "n2": f"{chance.randrange(200, 3000):,}",
        "p": str(chance.randrange(4, 45)),
        "year": str(chance.randrange(2005, 2024)),
        "year2": str(chance.randrange(2027, 2034)),
        "old": str(chance.randrange(1820, 1930)),
        "hour": f"{chance.randrange(1, 5)}.{chance.randrange(10, 59)} am",
        "day": chance.choice(DAYS),
        "month": chance.choice(MONTHS),
    }
