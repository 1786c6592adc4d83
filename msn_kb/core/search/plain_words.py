"""Words of everyday speech, which say little about what is looked for.

Lists of stop words hold articles and pronouns; a question holds more that any text may hold: “how do we find out which
people …”. In a collection of some hundred entries such words may be rare, and would count for much. They still have to
be held, and are worth less. Words are folded; Arabic has its stop words here, as PostgreSQL has no list of them.
"""

from __future__ import annotations

ENGLISH = """
able about across actually after again ago almost alone already also although always among another anybody
anyone anything around ask asked asking asks away back become becomes been before began begin behind being
best better between beyond both bring call called calls came can cannot carry come comes coming could did
different do does doing done down early else enough even ever every everybody everyone everything far few find
finds first follow follows for found from gave get gets getting give given gives go goes going gone good got
had happen happens hardly has have having he help helps her here him his how however if instead into is it its
just keep keeps kept kind knew know knows last late later least leave leaves left less let like likely little
live long look looking looks lot lots made main mainly make makes making many may maybe me mean means meant
might more most much must my near need needed needs never new next no nobody none nor not nothing now of off
often ok on once one ones only onto or other others our out over own paper part people perhaps place please
point possible put puts quite rather really right round said same saw say says see seem seems seen send sends
sent several shall she should show shows since so some somebody someone something sometimes somewhere soon
still stop stops such sure take taken takes taking tell tells than thank that the their them themselves then
there these they thing things think this those though through thus time times to today together told too took
toward towards tried tries try trying turn turned turns under until up upon us use used useful uses using
usually very want wanted wants was way ways we well went were what when where whether which while who whole
whom whose why will with within without word words work works would year years yes yet you your
"""
FRENCH = """
afin ailleurs ainsi alors apres assez aucun aucune aussi autant autour autre autres avant avoir beaucoup bien
bon bonne car ceci cela celle celles celui ces cet cette ceux chacun chaque chez chose choses comme comment
concernant contre dans davantage deja depuis dernier derniere des desormais devoir devrait devraient dire doit
doivent donc donner dont encore enfin ensuite entre etre faire fait falloir faut fois font grand grande gens
ici jamais jusque lequel laquelle lesquels lors lorsque maintenant mais mal meilleur meilleure meme memes
mettre mieux moins mot mots notre nous nouveau nouvelle parce parfois parmi partie pas pendant personne
personnes petit peu peut peuvent plupart plus plusieurs plutot point possible pour pourquoi pourrait pouvoir
pouvons premier premiere prendre pres presque propre puis quand quel quelle quelles quelque quelques quels
quoi rien sans savoir selon sera serait seul seule seulement soit sont souvent sous sur surtout tant tard tel
telle tellement temps toujours tous tout toute toutes travers tres trop trouver venir vers veut voici voila
voir votre vouloir vous vraiment les il elle ils elles faut a t on y
"""
SPANISH = """
abre abrir acerca ademas ahi ahora algo alguien algun alguna algunas algunos alli ante antes aquel aquella
aqui asi aun aunque bajo bastante bien buen buena bueno cada casi cierto como con contra cosa cosas cual
cuales cualquier cuando cuanto cuenta cuya cuyo dar debe deben deberia debemos decir dejar del demas demasiado
dentro desde despues donde durante ella ellas ellos encima entonces entrar entre era eran esa ese eso esta
estaba estan estar este esto fue fueron fuera gente gran grande haber habia hace hacer hacen hacia han hasta
hay igual incluso jamas junto lado largo lejos lo luego lugar mal manera mas mayor mediante mejor menos
mientras mismo misma modo momento mucha muchas mucho muchos muy nada nadie ni ningun ninguna nos nosotros
nuestra nuestro nueva nuevo nunca otra otras otro otros palabra palabras para parece parte pasa pasar pero
persona personas poca poco pocos poder podemos podria poner por porque posible primer primera primero pronto
propia propio pueda puede pueden pues que queda quedar quien quienes quiere saber sabe sale se sea segun
seguir ser sera si siempre sin sino sobre solo son su sus tal tambien tampoco tan tanto te tener tiempo tiene
tienen toda todas todavia todo todos tras un una unos uno usar usted vale varias varios vamos veces ver vez
viene ya
"""
ARABIC = """
في من الى على عن مع هذا هذه ذلك تلك التي الذي الذين اللذين اللتين ان انه انها كان كانت يكون تكون كل بعض اي
ايضا او ام ثم لكن بل حتى اذا لو لم لن لا ما ماذا متى كيف لماذا اين هل هو هي هم هن نحن انا انت انتم عند عندما
بين بعد قبل خلال ضمن حول دون غير سوى فقط قد لقد منذ حيث كما كذلك مثل مما عما بما فيما وهو وهي وقد وفي ومن وان
والى وعلى يمكن يجب ينبغي
"""

PLAIN_WORDS = frozenset(f"{ENGLISH} {FRENCH} {SPANISH} {ARABIC}".split())
