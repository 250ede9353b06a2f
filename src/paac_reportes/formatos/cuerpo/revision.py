"""La revisión de un cuerpo en Word con su formato: lo que nombra, y todo lo que tiene mal."""

from collections.abc import Iterator

import attrs

from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.lectura import Mirado, mirar
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.modelo.temas import claves


def mirar_el_de(formato: Formato) -> Mirado:
    """Análisis del cuerpo en Word de un formato que lo trae."""
    if formato.cuerpo_en_word is None:
        raise ValueError(f"{formato.codigo} no trae un cuerpo en Word")
    return mirar(formato.cuerpo_en_word, formato.de, formato.que_se_pone)


def mirar_membrete(membrete: Membrete, contenido: str) -> Mirado:
    """Análisis de los encabezados y pies de un membrete; su cuerpo no se usa."""
    mirado = mirar(CuerpoEnWord(datos=membrete.datos), contenido, ())
    fallas = (
        falla.en(f"membrete: {falla.ruta}")
        for parte, plano in mirado.planos.items()
        if parte != mirado.paquete.principal
        for falla in plano.fallas
    )
    return attrs.evolve(mirado, fallas=tuple(fallas))


def con_lo_que_nombra(formato: Formato) -> tuple[Formato, tuple[Falla, ...]]:
    """El formato, con lo que su cuerpo nombra ya anotado, y las fallas de ese cuerpo."""
    mirado = mirar_el_de(formato)
    cuerpo = CuerpoEnWord(
        datos=mirado.datos,
        nombrados=mirado.nombrados,
        calculados=mirado.calculados,
        se_repite=frozenset(nombre for p in mirado.planos.values() for nombre in p.se_repite),
        pone=tuple(nombre for p in mirado.planos.values() for nombre in p.pone),
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
    desconocidos = {
        clave: sum(f.codigo == "variable_desconocida" for f in mirar(cuerpo, clave, ()).fallas)
        for clave in claves()
    }
    repeticiones = {clave: _cuanto_nombra(cuerpo, clave) for clave in claves()}
    return min(claves(), key=lambda clave: (desconocidos[clave], -repeticiones[clave]))


def _cuanto_nombra(cuerpo: CuerpoEnWord, clave: str) -> int:
    """Cuántas repeticiones del cuerpo son de objetos sólo de ese contenido."""
    mirado = mirar(cuerpo, clave, ())
    raices = mirado.principal.nombres.propias(clave)
    return sum(raiz in raices for p in mirado.planos.values() for raiz in p.se_repite)
