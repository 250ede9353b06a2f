"""Las tablas cortas que van en una hoja, por módulos."""

import attrs

from paac_reportes.composicion.hojas_aparte import en_modulos
from paac_reportes.maqueta.aspecto import SOBRIO
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import ENTRE_ROTULOS, LimitesDeColumna, pesar
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

ESTILOS = estilos_base("Calibri", Pt(9), SOBRIO)
A_LA_DERECHA = attrs.evolve(ESTILOS["rotulo"], horizontal="derecha")
MEDIDOR = Medidor({**ESTILOS, "rotulo-derecha": A_LA_DERECHA})
UNA_CARTA = Mm(166)
NUMEROS = ("Sí", "En parte", "No", "Verificados", "Sin verificar", "Controles")


def pesada() -> Tabla:
    """Como se pesa una de la hoja «Tablas»: con sus rótulos aparte."""
    rotulos = (Celda("Pregunta", "rotulo"), *(Celda(r, "rotulo-derecha") for r in NUMEROS))
    filas = [("¿Se aplica?", 5, 0, 0, 5, 2, 7), ("¿Es efectivo?", 3, 0, 1, 4, 3, 7)]
    tabla = Tabla(
        anchos=(1 / 7,) * 7,
        rotulos=(Fila(rotulos),),
        filas=tuple(Fila(tuple(Celda(str(dice), "celda") for dice in fila)) for fila in filas),
    )
    limites = [LimitesDeColumna(0.01, 1)] * 7
    anchos = pesar([tabla], limites, MEDIDOR, UNA_CARTA, en_hoja=True)
    return Tabla(anchos=anchos, rotulos=tabla.rotulos, filas=tabla.filas)


def test_por_modulos_los_rotulos_de_unos_numeros_siguen_aparte() -> None:
    tabla = en_modulos(pesada(), MEDIDOR, UNA_CARTA)

    for rotulo, ancho in [*zip(NUMEROS, tabla.anchos[1:], strict=True)][1:]:
        largo = MEDIDOR.largo(rotulo, "rotulo-derecha")
        assert ancho * pt_de_mm(UNA_CARTA) >= largo + ENTRE_ROTULOS
