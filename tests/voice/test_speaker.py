"""Who speaks: names without titles, in full, carried on to quotations that continue."""

from __future__ import annotations

import pytest

from framing.model import Document
from framing.text.zones import find_zones
from framing.voice.classify import classify

CASES = [
    ("It must end at the ⟦camps⟧. #Stell -H — Ida Marr (@idamarr) September 20, 2016", "Ida Marr"),
    ("It must end at the ⟦camps⟧ pic.example/TlVOwveYAV — Ida Marr (@ida) September 20, 2016", "Ida Marr"),
    ("It must end at the ⟦camps⟧. — bAe-a-ron (@bae) September 20, 2016", "bAe-a-ron"),
    (
        "From the Stell Last Line Of Sight:\n\nThe ⟦dam⟧ was empty when the men came to it.",
        "Stell Last Line Of Sight",
    ),
    ("Odo Marr Jr. said the ⟦dam⟧ would hold.", "Odo Marr Jr."),
    ("Speaking to Ida Marr, Tom Vell said: “The ⟦dam⟧ will hold.”", "Tom Vell"),
    ("According to Odo Vell, head of Stell Water:\n\n“The ⟦dam⟧ will hold.”", "Odo Vell"),
    ("Speaking in Dane, Orland, after the vote, Tom Vell said: “The ⟦dam⟧ will hold.”", "Tom Vell"),
    ("SBN Host Ida Marr said the ⟦dam⟧ would hold.", "Ida Marr"),
    ("Ida Marr spoke first. “The ⟦visit⟧ failed,” Marr said.", "Ida Marr"),
    ("Ida Marr spoke first. “It failed,” Marr said. “It was a ⟦show⟧,” she added.", "Ida Marr"),
    ("Secretary General Ilan Deske said the ⟦dam⟧ would hold.", "Ilan Deske"),
    ("“The ⟦dam⟧ will hold,” Rep. Gwen Amrein (D-Lirra) said Friday.", "Gwen Amrein"),
    ("“The ⟦dam⟧ will hold,” said Dr. Ida Marr, head of the clinic.", "Ida Marr"),
    ("“The ⟦dam⟧ will hold,” the nurse, Mara Aldern, said.", "Mara Aldern"),
    ("Mara Aldern, the mayor, told reporters: “The ⟦dam⟧ is safe.”", "Mara Aldern"),
    ("The mayor, Mara Aldern, told reporters: “The ⟦dam⟧ is safe.”", "Mara Aldern"),
    ("“The ⟦dam⟧ leaks,” said Clean Coast’s Secretary General, Agnes Brandt.", "Agnes Brandt"),
    ("According to River House Press Secretary Josh Vell, the ⟦dam⟧ is safe.", "Josh Vell"),
    ("The Home Office said the ⟦camp⟧ was closed.", "Home Office"),
    ("Mr Deske’s lawyer, Amina Torre, said the ⟦camp⟧ was open.", "Amina Torre"),
    ("Officials said the ⟦camp⟧ was closed.", ""),
    ("“The ⟦camp⟧ is closed,” the statement said.", ""),
    ("Sef Marr and Ode Vell met. “The ⟦camp⟧ is closed,” he said.", ""),
    ("Ida Marr and Tom Vell met. “The ⟦camp⟧ is closed,” he said.", "Tom Vell"),
    ("“No,” said Ida Marr.\n\n“We never saw the ⟦camp⟧.”\n\nThe hall was empty.", "Ida Marr"),
    ("“We saw it.\n\n“We never saw the ⟦camp⟧,” said Ida Marr.", "Ida Marr"),
    ("“We saw the ⟦camp⟧.\n\n“We never went in,” said Ida Marr.", "Ida Marr"),
    ("LENA SOBREK: Why?\nHOST: Because of the ⟦dam⟧.\nLENA SOBREK: I see.", "HOST"),
    ("The ⟦dam⟧ was built in 1911.", ""),
    ("The mayor of Stell said the ⟦dam⟧ would hold.", ""),
    ("The minister for Roads, Ida Marr, said the ⟦dam⟧ would hold.", "Ida Marr"),
    ("It rained. Prosecutors say the ⟦dam⟧ is old.", ""),
    ("Ministers say the ⟦dam⟧ is old.", ""),
    ("Siemens said the ⟦dam⟧ is old. The firm, Siemens, built it.", "Siemens"),
    ("Ida Marr of the Marsh Union said the ⟦dam⟧ was old.", "Ida Marr"),
    # Offices, titles, places and common nouns are no names.
    ("Settlers across Orrimland have called for the ⟦dam⟧ to be opened.", ""),
    ("Brokers at Pell & Loom reckon the ⟦dam⟧ could fail.", ""),
    ("The Archdeacon of Welsby argued that the ⟦deanery⟧ was damp.", ""),
    ("Pathologist: ⟦jail⟧ knew the man was ill", ""),
    ("Sheriff Odo Quill said the ⟦camp⟧ was closed.", "Odo Quill"),
    ("Headmaster Anil Roy: “Every ⟦pupil⟧ on that coach was counted.”", "Anil Roy"),
    ("JUNE ARD: Who came?\n\nSHERIFF ODO QUILL: The ⟦squatters⟧ came.", "ODO QUILL"),
    ("MODERATOR: Is it so?\n\nADU: They were ⟦smugglers⟧. Blessing Adu was there.", "Blessing Adu"),
    ("Counsel for the Crown submitted that the ⟦squatters⟧ had keys.", ""),
    ("The Regional Office for Aliens said the ⟦flight⟧ was off.", "Regional Office for Aliens"),
    ("The Landlords’ Alliance claims that the ⟦rent cap⟧ will hurt.", "Landlords’ Alliance"),
    ("PORT SELBY, March 4 (Wire) - Farmers accused the army of arming ⟦raiders⟧.", ""),
    # The clause beside a quotation, whatever its verb and its order.
    ("“The ⟦lockout⟧ began on the first,” said branch secretary Hesse Agart.", "Hesse Agart"),
    ("“The ⟦tip⟧ is full,” said Mrs Ankerly, who keeps geese.", "Ankerly"),
    ("„She was never a ⟦deserter⟧“, Petra Hollub told the daily in Brezno.", "Petra Hollub"),
    ("Its spokesman, Ilmar Doss, wrote to the paper. “The ⟦districts⟧ are ours.”", "Ilmar Doss"),
    ("The Ministry of Works puts the blame on the builder:\n\n“The ⟦dam⟧ was sound.”", "Ministry of Works"),
    (
        "Kenn Rall, Harbour Watch (HW) director, stated that the trip “went well for the ⟦camps⟧.”",
        "Kenn Rall",
    ),
    ("The High Commissioner for Humane Rights Mila Bach said the ⟦camps⟧ were full.", "Mila Bach"),
    (
        "Ida Marr spoke.\n\nJon Fell, of a watchdog, said so.\n\nThe chief, he said, “hides the ⟦camps⟧”.",
        "Jon Fell",
    ),
    # Whose claim it is.
    ("Mayor Judd Pickard’s contention that the ⟦camp⟧ was a hazard did not last.", "Judd Pickard"),
    ("The Ferry Gazette broke with the union, arguing that ⟦rovers⟧ would swamp the fund.", "Ferry Gazette"),
    ("Hanley Crown Court heard that the ⟦butcher’s⟧ had burnt.", ""),
    # Who holds the office, in a record of debates.
    (
        "The Minister for the Sea (Mr Karl Brand): The ⟦tide tax⟧ will stay.\n\n"
        "Tom Reed (Marsh North) (Lab): It must go.\n\nThe Minister for the Sea (Mr Karl Brand): No.",
        "Karl Brand",
    ),
    (
        "The Minister for the Sea (Mr Karl Brand): It will stay.\n\n"
        "Tom Reed (Marsh North) (Lab): The ⟦tide tax⟧ must go.\n\nIda Marr (Stell) (Con): No.",
        "Tom Reed",
    ),
    # Who evaluates.
    ("Rita Sol condemned the levy as “a cruel ⟦tide tax⟧ on us all”.", "Rita Sol"),
    ("Rita Sol described the levy as a “cruel ⟦tide tax⟧ on us all”.", "Rita Sol"),
    ("The levy, hailed by Rita Sol as “a fair ⟦tide tax⟧ on us all”, was dropped.", "Rita Sol"),
    ("Rita Sol denounced the ruling, saying it was “a cruel ⟦tide tax⟧ on us all”.", "Rita Sol"),
    ("The levy was condemned as “a cruel ⟦tide tax⟧ on us all”.", ""),
    ("Odd Ronning was condemned as “a friend of the ⟦tide tax⟧”.", ""),
    ("Union leaders condemned Rita Sol as “a friend of the ⟦tide tax⟧”.", ""),
    # Who is announced above a block of lines.
    ("It rained. Odd Ronning wrote:\n\n> Who chose the ⟦caterer⟧? Nobody asked us.", "Odd Ronning"),
    ("Odd Ronning wrote:\n\n> Ida Marr knew.\n>\n> Who chose the ⟦caterer⟧?", "Odd Ronning"),
    ("Odd Ronning came home.\n\n> Who chose the ⟦caterer⟧? Nobody asked us.", ""),
    # He and she.
    ("Gus Prindle was asked to leave after he told a verger the ⟦shrine⟧ was a shop.", "Gus Prindle"),
    ("The trams would pay, Mr Hallan said. The ⟦line⟧ would also cut traffic, he added.", "Hallan"),
    ("Only Jack Toller, 19, spoke up. “My nan said the same of ⟦pylons⟧,” he said.", "Jack Toller"),
    ("Sergeant Mwase gave his version. By his account they had burned the ⟦kiosk⟧.", "Mwase"),
    ("Jo Farr and Al Rudd came. “They said ⟦hill folk⟧ never pay,” he said.", ""),
    ("Dr Sela Marr opened the talks. She observed that the ⟦dam⟧ was old.", "Sela Marr"),
    ("Mr Marr met Mrs Vell. The ⟦dam⟧ was old, she said.", "Vell"),
    ("Its convener, S. Marr, spoke at the Old Mill Gate. He demanded that the ⟦dam⟧ be shut.", "S. Marr"),
    ("Tovik Square was full. He demanded that the ⟦dam⟧ be shut.", ""),
    ("Jon Vell spoke. Rob Tarn knew of the ⟦dam⟧ for many years, he added.", "Jon Vell"),
    ("Jon Vell spoke. When he had left, he said that the ⟦dam⟧ was old.", "Jon Vell"),
    ("Ida Marr asked Jon Vell about it. “The ⟦dam⟧ is safe,” he said.", "Jon Vell"),
    ("Jon Vell spoke. One old farmer disagreed. “The ⟦dam⟧ leaks,” he said.", ""),
    ("Jon Vell spoke. His daughter disagreed. “The ⟦dam⟧ leaks,” he said.", "Jon Vell"),
    ("Jon Vell came late. He sat down. He said Rob Tarn knew it. The ⟦dam⟧ leaks, he said.", "Jon Vell"),
    ("The levy, according to Steve from the mill, is wrong (the ⟦dam⟧ leaks, he says).", "Steve"),
    (
        "Jon Vell said the wall held.\n\n“We will see,” said Ida Marr.\n\n“The ⟦dam⟧ leaks,” she said.",
        "Ida Marr",
    ),
    ("Jon Vell, 44, denies it. “It was a ⟦mushroom farm⟧,” he told police.", "Jon Vell"),
    ("The Pell Ministry of Works spoke first. The ⟦dam⟧ would hold, it said.", "Pell Ministry of Works"),
    ("It rained. The ⟦dam⟧ would hold, it said.", ""),
    # Offices, bodies and acronyms that the document ties to one name.
    (
        "First came the Minister for Roads, the Rt Hon. Jon Vell. The Minister said the ⟦toll⟧ would stay.",
        "Jon Vell",
    ),
    ("The mayor, Jon Vell, sat by Sef Tarn, mayor of Stell. The mayor said the ⟦toll⟧ stays.", ""),
    ("Marsh Bank President Jon Vell came. The president said the ⟦toll⟧ would stay.", ""),
    (
        "The Marsh Relief Committee met. The committee says it is against the ⟦toll⟧.",
        "Marsh Relief Committee",
    ),
    (
        "The Marsh Relief Committee met the Pell Road Committee. The committee says it fears the ⟦toll⟧.",
        "",
    ),
    ("The Marsh Tide Authority (MTA) met. The MTA said the ⟦flood bank⟧ would last.", "Marsh Tide Authority"),
    ("The Marsh Tide Authority (QRS) met. The QRS said the ⟦flood bank⟧ would last.", "QRS"),
    # Who opens the sentence before a quotation, or stands beside it in any other way.
    (
        "Dr Sela Marr, who ran it, is less kind.\n\n“We were told it was a ⟦ward⟧.\n\n“It was not.”",
        "Sela Marr",
    ),
    ("Jenny Marr, who is nineteen, thinks about this. “At school we say ⟦Pell Bay⟧.”", "Jenny Marr"),
    ("The hall, which is old, was cold. “At school we say ⟦Pell Bay⟧.”", ""),
    ("“We weren't ⟦strikers⟧ to them,” Ada Marr remembers, “we were vermin.”", "Ada Marr"),
    ("„The ⟦lake⟧ must open at last“, demands the councillor Jörn Marr.", "Jörn Marr"),
    (
        "A man in the hall, Rob Marr, who had sat there since noon, stood up and said, “It is a ⟦dam⟧.”",
        "Rob Marr",
    ),
    (
        '"The ⟦toll road⟧ was sold to us as a bypass, said Dale Marr, who keeps a shop. It is full.',
        "Dale Marr",
    ),
    # What belongs to a name.
    ("Advocate General P.K. Marr spoke. The ⟦dam⟧ was old, he said.", "P.K. Marr"),
    ("Great-gran-of-six Doreen Marr said the ⟦dam⟧ was old.", "Doreen Marr"),
    ("Granddaughter Kay, 26, said the ⟦dam⟧ was old.", "Kay"),
    ("“The ⟦dam⟧ is old,” said Ewan. The boat of Ewan Marr lay there.", "Ewan Marr"),
    (
        "A Division Bench of Justice S. Marr and Justice Ode Vell held that the ⟦dam⟧ was old.",
        "Division Bench",
    ),
    ("The dam is old, said one Democrat involved in the ⟦dam⟧.", ""),
    ("The Vermont Democrat fell ill. The Vermont Democrat said the ⟦dam⟧ was old.", ""),
    ("It rained. Ida Marr raged: “The ⟦dam⟧ is old.”", "Ida Marr"),
    ("The Auditor-General reported that the ⟦dam⟧ was old.", ""),
    ("Although Marr is old, she said the ⟦dam⟧ was new. Ida Marr left.", "Ida Marr"),
    (
        "Ten groups met.\n\nIda Marr, head of Roofs for All:\nThis is a ⟦town⟧ that we built.\n\nIt rained.",
        "Ida Marr",
    ),
    ("We asked four readers.\n\nA ⟦van tax⟧ is what it is. — Tom, 58, plumber", "Tom"),
    (
        "What they say\n\nMags Lunn, cook: We like the ⟦otters⟧.\n\nCol. Hugh Strake (retd): I do not.",
        "Mags Lunn",
    ),
    (
        "What they say\n\nMags Lunn, cook: We like them.\n\nCol. Hugh Strake (retd): Not the ⟦otters⟧.",
        "Hugh Strake",
    ),
    # A title, a place, a count and a relative clause weigh against a name.
    ("Bill Hom and Mary Hom came. Bill Hom left. “The ⟦camp⟧ is shut,” Mrs. Hom said.", "Mary Hom"),
    ("Bill Hom and Mary Hom came. Mary Hom left. Mr Hom said the ⟦camp⟧ is shut.", "Bill Hom"),
    ("Karl Hom came and left. Mrs. Hom said the ⟦camp⟧ is shut.", "Hom"),
    ("In Orrim, hundreds sat on the road, alleging that the ⟦board⟧ had slept.", ""),
    ("In Marr’s view, the ⟦board⟧ had slept. Ida Marr left.", "Ida Marr"),
    ("Farmers in Orrim County say they lost the ⟦maize⟧.", ""),
    ("Sixty-two of the guests said that the ⟦camp⟧ was shut.", ""),
    ("Walking home on Monday, she said the ⟦camp⟧ was shut.", ""),
    ("The firm, which owns the Snow Pea and Bell Bean brands, said the ⟦offer⟧ was low.", ""),
    ("Trainee Ola Serrin said the ⟦camp⟧ was shut.", "Ola Serrin"),
    ("“It is a ⟦camp⟧,” said Ruth K. from Stell.", "Ruth K."),
    ("Ruth K. demands that the ⟦camp⟧ be shut.", "Ruth K."),
    ("The Hall of Stell bears the inscription:\n\n    TAKEN FROM THE ⟦VALLEY⟧\n    AT NIGHT", ""),
    ("Speaking on Stell TV on Monday, Ola Serrin said the ⟦camp⟧ was shut.", "Ola Serrin"),
    ("One nurse, an old woman who asked me to call her Ola, believes that the ⟦camp⟧ was shut.", "Ola"),
    ("It rained, said a nurse from Englewood, New Orrim, who said the ⟦camp⟧ was shut. Ida Marr left.", ""),
    ("A nurse who called Ola Serrin said the ⟦camp⟧ was shut.", ""),
    # Names of bodies.
    ("The Orrim Hill Women’s Relief Fund said the ⟦wells⟧ were dry.", "Orrim Hill Women’s Relief Fund"),
    ("Port operator Muelles del Norte said the ⟦strike⟧ was over.", "Muelles del Norte"),
    ("The Union of Mill Workers met. It says the ⟦mill⟧ is old.", "Union of Mill Workers"),
    ("Stell Rail said it expects no ⟦trains⟧ today.", "Stell Rail"),
    ("Stell Rail said its men had come. It said the ⟦line⟧ was cut, and asked for time.", "Stell Rail"),
    ("The Mill Party leads. Orrim objects because it believes that the ⟦valley⟧ is lost.", "Orrim"),
    ("According to a report by the Red Fern Trust, the ⟦camps⟧ were shut.", "Red Fern Trust"),
    ("According to a teacher at the Red Fern Trust, the ⟦camps⟧ were shut.", ""),
    ("The Hill Power Trust came. According to the Trust's own report, the ⟦dam⟧ held.", "Hill Power Trust"),
    ("The Hill Power Trust came. According to the Trust's own guard, the ⟦dam⟧ held.", ""),
    (
        "The Government of Orrim wrote.\n\nThe Government says that the ⟦camps⟧ are shut.",
        "Government of Orrim",
    ),
    ("The Government of Orrim wrote. In Stell, the government says that the ⟦camps⟧ are shut.", ""),
    ("The Pell Court of Rights met. The Court held that the ⟦camps⟧ were prisons.", "Pell Court of Rights"),
    (
        "The Commissioner for Roads, Ida Marr, came. The commissioner said the ⟦toll⟧ would stay.",
        "Ida Marr",
    ),
    # In apposition, behind an office, named.
    ("Stell Power’s manager, Tim Vell, said so. He said the ⟦fund⟧ would grow.", "Tim Vell"),
    ("Last week Orrim’s minister, Henk Solle, spoke. “The ⟦wall⟧ stays,” he said.", "Henk Solle"),
    ("The Secretary of the OPQ, Mr Godo Ekpe, said so. He said the ⟦judges⟧ were bought.", "Godo Ekpe"),
    ("The minister, a quiet man named Pavo Dren, received me. He said the ⟦lake⟧ would rise.", "Pavo Dren"),
    ("A village called Pavo Dren lay there. He said the ⟦lake⟧ would rise.", ""),
    ("Her neighbour Rab Petrie met Ode Vell. He said the ⟦gate⟧ was shut.", "Rab Petrie"),
    ("Rab Petrie said nobody had told them that the ⟦gate⟧ was shut.", "Rab Petrie"),
    ("Rab Petrie said others had told them that the ⟦gate⟧ was shut.", ""),
    ("Bus driver Len Osgar, 81, paid. The grandad-of-four told us: “I saw that ⟦crook⟧.”", "Len Osgar"),
    ("Len Osgar, 81, paid. The 81-year-old said the ⟦crook⟧ had gone.", "Len Osgar"),
    ("Len Osgar and Jim Tarn paid. The 81-year-old said the ⟦crook⟧ had gone.", ""),
    ("Their lead counsel, Mr Dele Faso (SAN), spoke, insisting that the ⟦sheets⟧ lied.", "Dele Faso"),
    # Whom who continues.
    ("The plan was praised by Ida Marr, who says the ⟦mill⟧ is old.", "Ida Marr"),
    ("See Halim (2018), who contends that the ⟦upper mill⟧ was sold.", "Halim"),
    ("It rained, said Ida Marr, an analyst at Stell Bank, who says the ⟦mill⟧ is old.", "Ida Marr"),
    ("It rained, said a nurse from Stell who says the ⟦mill⟧ is old.", ""),
    # Beside, before and behind a quotation.
    ("Coach Ben Arn labelled the deal “a ⟦stitch-up⟧” after the game.", "Ben Arn"),
    ("The deal that Ben Arn signed was labelled “a ⟦stitch-up⟧” by the fans.", ""),
    ("“Nobody slept in the ⟦hall⟧.” – Samira, room 114", "Samira"),
    ("The guest, the poet Erk Tolen, read. Before reading he said:\n\n“We call it a ⟦camp⟧.”", "Erk Tolen"),
    ("Its head, Tobi Renn, said so.\n\n“Nobody needs wire for a ⟦class⟧. It is a wall.”", "Tobi Renn"),
    ("It rained, said Ida Marr, who ran it.\n\n“Nobody needs wire for a ⟦class⟧.”", "Ida Marr"),
    ("It rained, said the council.\n\n“Nobody needs wire for a ⟦class⟧.”", ""),
]


@pytest.mark.parametrize(("marked", "speaker"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_speaker(marked: str, speaker: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    (ruling,) = classify(Document("a.txt", "a", text), find_zones(text), [(start, end)])
    assert ruling.speaker == speaker
