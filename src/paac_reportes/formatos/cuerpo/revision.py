"""La revisión de un cuerpo en Word con su formato: lo que nombra, y todo lo que tiene mal."""

from collections.abc import Collection, Iterator

import attrs

from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.lectura import Mirado, mirar
from paac_reportes.formatos.cuerpo.puerta import abrir_word
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.modelo.temas import claves


def mirar_el_de(formato: Formato) -> Mirado:
    """Análisis del cuerpo en Word de un formato que lo trae."""
    return _mirado(_cuerpo_de(formato), formato.de, formato.que_se_pone)


def _cuerpo_de(formato: Formato) -> CuerpoEnWord:
    if formato.cuerpo_en_word is None:
        raise ValueError(f"{formato.codigo} no trae un cuerpo en Word")
    return formato.cuerpo_en_word


def mirar_membrete(membrete: Membrete, contenido: str) -> Mirado:
    """Análisis de los encabezados y pies de un membrete; su cuerpo no se usa."""
    mirado = mirar(abrir_word(membrete.datos, entero=False), contenido, ())
    fallas = (f.en(f"membrete: {f.ruta}") for plano in mirado.planos.values() for f in plano.fallas)
    return attrs.evolve(mirado, fallas=tuple(fallas))


def _mirado(cuerpo: CuerpoEnWord, clave: str, bloques: Collection[str] = ()) -> Mirado:
    return mirar(abrir_word(cuerpo.datos, entero=True), clave, bloques)


def con_lo_que_nombra(formato: Formato) -> tuple[Formato, tuple[Falla, ...]]:
    """El formato, con lo que su cuerpo nombra ya anotado, y las fallas de ese cuerpo."""
    mirado = mirar_el_de(formato)
    planos = mirado.planos.values()
    cuerpo = CuerpoEnWord(
        datos=_cuerpo_de(formato).datos,
        nombrados=frozenset().union(*(plano.nombrados for plano in planos)),
        calculados=frozenset().union(*(plano.calculados for plano in planos)),
        se_repite=frozenset(r.raiz for p in planos for r in p.repeticiones),
        pone=tuple(nombre for p in planos for nombre in p.pone),
    )
    fallas = (*mirado.fallas, *_filas_sin_tabla(cuerpo, formato))
    return attrs.evolve(formato, cuerpo_en_word=cuerpo), fallas


def _filas_sin_tabla(cuerpo: CuerpoEnWord, formato: Formato) -> Iterator[Falla]:
    """La falla de unas filas que se repiten sin decir de cuál de las tablas dadas son."""
    if formato.tablas_dadas and FILA_LIBRE in cuerpo.se_repite:
        motivo = (
            f"repite filas sin decir de cuál de las tablas son ({', '.join(formato.tablas_dadas)});"
            " ponga la que las muestra con {{ poner NOMBRE }}, que es el suyo en tablas"
        )
        yield Falla("formato_incoherente", "cuerpo_en_word", motivo)


def de_que_es(cuerpo: CuerpoEnWord) -> str:
    """Clave del contenido de un cuerpo, si nadie la dio: la que deja menos datos sin conocer."""

    def cuanto_le_falta(clave: str) -> tuple[int, int]:
        """Cuántos datos no conoce y, al revés, cuántas repeticiones son de objetos sólo suyos."""
        mirado = _mirado(cuerpo, clave)
        desconocidos = sum(f.codigo == "variable_desconocida" for f in mirado.fallas)
        raices = mirado.principal.nombres.propias(clave)
        repetidas = {r.raiz for plano in mirado.planos.values() for r in plano.repeticiones}
        return desconocidos, -len(repetidas & raices)

    return min(claves(), key=cuanto_le_falta)
