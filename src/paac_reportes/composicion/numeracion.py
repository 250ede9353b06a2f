"""Numeración de los títulos y las remisiones, con el documento ya en su orden.

Quien escribe cada bloque deja los títulos por numerar (``TituloPorNumerar``) y, donde un texto
nombra otra parte, una remisión (``textos.remisiones``). ``numerar`` quita los títulos bajo los que
no quedó nada, numera los demás y pone en cada remisión el número que resultó.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import Numeracion
from paac_reportes.maqueta.contenido import (
    ESPACIO_DURO,
    Contenido,
    Enfasis,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    con_textos_unidos,
    solo_texto,
)
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.nodos import (
    ANEXO,
    Bloque,
    Indice,
    NumeroDeTitulo,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
)
from paac_reportes.maqueta.rejilla import Celda
from paac_reportes.textos.remisiones import (
    Huerfana,
    ParteRemitida,
    nombrada,
    remite,
    resolver_remisiones,
    si_es_de_pagina,
)


@clases.frozen(kw_only=True)
class TituloPorNumerar(Titulo):
    """Un título con su número aún por saber: no sale de la composición."""

    numeracion: Numeracion
    clave: str = ""
    bloque: int = 0
    """Un número igual en los que son un mismo título, en varias hojas de un libro; o 0."""
    omite_vacio: bool = False


def numerar(
    partes: Sequence[Parte],
    avisos: list[Aviso],
    *,
    titulos: bool,
    aparte: Mapping[str, ParteRemitida],
) -> tuple[Parte, ...]:
    """Las partes con sus números; ``titulos``, si también ellos los llevan.

    ``aparte``, por su clave, cómo se nombra lo que el formato no lleva.
    """
    con_bloques = [attrs.evolve(p, bloques=tuple(_sin_titulos_vacios(p.bloques))) for p in partes]
    cuenta = CuentaDeTitulos(titulos=titulos)
    numeradas = [attrs.evolve(p, bloques=tuple(cuenta.numerados(p.bloques))) for p in con_bloques]
    textos = _Remisiones({**aparte, **_destinos_de(numeradas)}, avisos)
    resueltas = [attrs.evolve(p, bloques=tuple(map(textos.bloque, p.bloques))) for p in numeradas]
    return tuple(
        attrs.evolve(p, bloques=tuple(_ancladas(p.bloques, textos.nombradas))) for p in resueltas
    )


def _sin_titulos_vacios(bloques: Sequence[Bloque]) -> Sequence[Bloque]:
    """Los bloques, sin los títulos que se omiten: los que nada llevan debajo, o sólo las firmas."""
    if not any(isinstance(b, TituloPorNumerar) and b.omite_vacio for b in bloques):
        return bloques
    quedan: list[Bloque] = []
    # De abajo arriba: el nivel del título más alto que ya hay debajo sin nada entre él y este.
    nivel_que_sigue: int | None = 0
    for bloque in reversed(bloques):
        if isinstance(bloque, Titulo):
            vacio = nivel_que_sigue is not None and nivel_que_sigue <= bloque.nivel
            if vacio and isinstance(bloque, TituloPorNumerar) and bloque.omite_vacio:
                continue
            nivel_que_sigue = bloque.nivel
        elif _dice_algo(bloque) and not (isinstance(bloque, Tabla) and bloque.clase == "firmas"):
            nivel_que_sigue = None
        quedan.append(bloque)
    quedan.reverse()
    return quedan if any(map(_dice_algo, quedan)) else ()


def _dice_algo(bloque: Bloque) -> bool:
    """Si el bloque se ve: no es un salto ni un párrafo en blanco."""
    match bloque:
        case Salto():
            return False
        case Parrafo():
            return not isinstance(bloque.contenido, str) or bool(bloque.contenido.strip())
        case Titulo() | Tabla() | Indice():
            return True


class CuentaDeTitulos:
    """La cuenta de los títulos, que sigue de una parte a otra."""

    def __init__(self, *, titulos: bool) -> None:
        self._se_numeran = titulos
        self._abierto: tuple[int, ...] = ()
        """Los números del último título, desde el primer nivel."""
        self._sin_numero = 0
        """El nivel del que va sin número, que lo de adentro tampoco lleva; 0 si no hay."""
        self._de_anexo = False
        self._ultimos = {False: 0, True: 0}
        """El último número de primer nivel: de los seguidos (``False``) y de los anexos."""
        self._repetibles: dict[tuple[int, str], NumeroDeTitulo] = {}
        """Número de un título que se escribe en cada hoja, por su bloque y su texto."""
        self._veces: Counter[str] = Counter()
        """Cuántos títulos van de cada clave: cada uno tiene su ancla."""

    def numerados(self, bloques: Sequence[Bloque]) -> Iterator[Bloque]:
        """Los bloques de una parte, con sus títulos numerados."""
        de_la_parte: dict[tuple[int, str], NumeroDeTitulo] = {}
        for bloque in bloques:
            if not isinstance(bloque, TituloPorNumerar):
                yield bloque
                continue
            identidad = (bloque.bloque, bloque.texto)
            # El que encabeza otra hoja de lo mismo lleva el número del primero.
            numero = self._repetibles.get(identidad) if bloque.bloque else None
            if numero is None or numero.cuentas != self._abierto[: len(numero.cuentas)]:
                numero = self._siguiente(bloque)
            if numero is not None:
                de_la_parte[identidad] = numero
            self._veces[bloque.clave] += 1
            yield _como_sale(bloque, numero, self._veces[bloque.clave])
        self._repetibles |= de_la_parte

    def _siguiente(self, titulo: TituloPorNumerar) -> NumeroDeTitulo | None:
        """Número que le toca a un título, y avanza la cuenta; ``None`` si no se numera."""
        if not (self._se_numeran and titulo.nivel):
            return None
        if self._sin_numero and titulo.nivel > self._sin_numero:
            return None
        self._sin_numero = titulo.nivel if titulo.numeracion == "ninguna" else 0
        if self._sin_numero:
            return None
        if titulo.nivel == 1:
            self._de_anexo = titulo.numeracion == "anexo"
            self._ultimos[self._de_anexo] += 1
            self._abierto = (self._ultimos[self._de_anexo],)
        elif len(self._abierto) < titulo.nivel - 1:
            return None  # no cuelga de ninguno que lo lleve
        else:
            arriba, resto = self._abierto[: titulo.nivel - 1], self._abierto[titulo.nivel - 1 :]
            self._abierto = (*arriba, (resto[0] if resto else 0) + 1)
        return NumeroDeTitulo(self._abierto, self._de_anexo)


def _como_sale(titulo: TituloPorNumerar, numero: NumeroDeTitulo | None, vez: int) -> Titulo:
    """El título con su número, y su clave de ancla; ``vez``: cuántos van con esa clave.

    ``numero``: ``None`` si el título no se numera.
    """
    repetido = f"{vez}_" if vez > 1 else ""
    return Titulo(
        texto=titulo.texto,
        nivel=titulo.nivel,
        en_pagina_nueva=titulo.en_pagina_nueva,
        numero=numero,
        ancla=titulo.clave and f"{repetido}{titulo.clave}",
        marca=titulo.marca,
    )


_DE_UNA_VEZ = "0123456789_"
"""Comienzos del ancla de un título que ya salió; una clave empieza por una letra."""
Destino = tuple[Tramo, ...]
"""Cómo se nombra una parte: ``sección 4.2``, con su remisión."""


def _destinos_de(partes: Sequence[Parte]) -> Mapping[str, Destino]:
    """Por su clave, cómo se nombra cada parte; de la que salió varias veces, la primera."""
    destinos: dict[str, Destino] = {}
    for bloque in (bloque for parte in partes for bloque in parte.bloques):
        if isinstance(bloque, Titulo) and bloque.ancla:
            destino, clave = _destino_de_titulo(bloque), bloque.ancla.lstrip(_DE_UNA_VEZ)
            destinos.setdefault(clave, destino)
            destinos.setdefault(nombrada(clave, bloque.texto), destino)
        elif leyenda := _leyenda_de(bloque):
            remision = Remision(leyenda.texto, leyenda.ancla, "leyenda")
            destinos.setdefault(leyenda.ancla, (remision,))
    destinos.pop("", None)
    return destinos


def _destino_de_titulo(titulo: Titulo) -> Destino:
    """Cómo se nombra un título: ``sección 4.2``, ``Anexo B`` o ``sección «Alcance»``."""
    if titulo.numero is None:
        return "sección «", Remision(titulo.texto, titulo.ancla, "titulo"), "»"
    # El de un anexo lo escribe otra vez Word, como va en su título: «Anexo B».
    remision = Remision(titulo.numero.texto, titulo.ancla, "numero")
    es_un_anexo = titulo.numero.de_anexo and len(titulo.numero.cuentas) == 1
    return (remision,) if es_un_anexo else (f"sección{ESPACIO_DURO}", remision)


def a_pagina(remision: Remision, titulo: str) -> Remision:
    """La remisión a la página de un título; donde no hay páginas, ``en el Anexo B``."""
    articulo = "el " if titulo.startswith(ANEXO) else ""
    return attrs.evolve(remision, texto=f"en {articulo}{titulo}", dice="pagina")


def _leyenda_de(bloque: Bloque) -> NumeroDeLeyenda | None:
    """El número de una leyenda, si el bloque es una."""
    if not isinstance(bloque, Parrafo) or isinstance(bloque.contenido, str):
        return None
    return next((t for t in bloque.contenido if isinstance(t, NumeroDeLeyenda)), None)


class _Remisiones:
    """Pone en cada texto lo que nombra, y sabe qué se nombró."""

    def __init__(
        self, destinos: Mapping[str, Destino | ParteRemitida], avisos: list[Aviso]
    ) -> None:
        self._destinos = destinos
        self._avisos = avisos
        self.nombradas: set[str] = set()

    def bloque(self, bloque: Bloque) -> Bloque:
        """El bloque, con los números en el lugar de sus remisiones."""
        match bloque:
            case Titulo():
                texto = solo_texto(self._contenido(bloque.texto))  # un título no lleva enlaces
                return bloque if texto == bloque.texto else attrs.evolve(bloque, texto=texto)
            case Parrafo():
                contenido = self._contenido(bloque.contenido)
                if contenido is bloque.contenido:
                    return bloque
                return attrs.evolve(bloque, contenido=contenido)
            case Tabla():
                return self._tabla(bloque)
            case Salto() | Indice():
                return bloque

    def _tabla(self, tabla: Tabla) -> Tabla:
        """La tabla, con las remisiones de sus franjas puestas; las de celdas, si no es del plan."""
        franjas = (fila.celdas[0].contenido for fila in tabla.rotulos if len(fila.celdas) == 1)
        if any(map(remite_en, franjas)):
            tabla = attrs.evolve(tabla, rotulos=tuple(f.mapear(self._celda) for f in tabla.rotulos))
        # Las filas del plan, que son muchas y llevan marca, dicen sus datos y nada más.
        contenidos = chain.from_iterable(columna.contenidos for columna in tabla.columnas)
        if tabla.filas.son_del_contenido or not any(map(remite_en, contenidos)):
            return tabla
        return tabla.con_columnas(columna.mapear(self._contenido) for columna in tabla.columnas)

    def _celda(self, celda: Celda) -> Celda:
        return attrs.evolve(celda, contenido=self._contenido(celda.contenido))

    def _contenido(self, contenido: Contenido) -> Contenido:
        """El contenido, con lo que nombra resuelto; el mismo objeto, si no nombra nada."""
        if not remite_en(contenido):
            return contenido
        tramos = (contenido,) if isinstance(contenido, str) else contenido
        unidos = tuple(con_textos_unidos(chain.from_iterable(map(self._tramo, tramos))))
        if not unidos:
            return ""
        return unidos[0] if len(unidos) == 1 and isinstance(unidos[0], str) else unidos

    def _tramo(self, tramo: Tramo) -> Iterator[Tramo]:
        """Un tramo de texto, con el número de cada parte que nombra."""
        if not isinstance(tramo, str | Enfasis) or not remite(_texto_del_tramo(tramo)):
            yield tramo
            return
        for pedazo in resolver_remisiones(_texto_del_tramo(tramo), self._hallar):
            match pedazo:
                case str():
                    yield pedazo if isinstance(tramo, str) else attrs.evolve(tramo, texto=pedazo)
                case Huerfana():
                    motivo = f"un texto nombra «{pedazo.clave}», y no salió; con «entre» se calla"
                    self._avisos.append(Aviso("remision_sin_destino", "", motivo))
                case _:
                    self.nombradas |= {t.ancla for t in pedazo if isinstance(t, Remision)}
                    yield from pedazo

    def _hallar(self, clave: str) -> Destino | ParteRemitida | None:
        """El destino de una clave; si pide una página, la de esa parte, si está aquí."""
        clave_de_parte = si_es_de_pagina(clave)
        if clave_de_parte is None:
            return self._destinos.get(clave)
        destino = self._destinos.get(clave_de_parte, ())
        return tuple(a_pagina(t, t.texto) for t in destino if isinstance(t, Remision)) or None


def _texto_del_tramo(tramo: str | Enfasis) -> str:
    return tramo if isinstance(tramo, str) else tramo.texto


def remite_en(contenido: Contenido) -> bool:
    """Si un contenido nombra otra parte del documento."""
    return remite(contenido if isinstance(contenido, str) else solo_texto(contenido))


def _ancladas(bloques: Sequence[Bloque], nombradas: set[str]) -> Iterator[Bloque]:
    """Los bloques, con ancla sólo en lo que algún texto nombra, y una vez."""
    for bloque in bloques:
        if isinstance(bloque, Titulo) and bloque.ancla:
            yield bloque if _tomar(bloque.ancla, nombradas) else attrs.evolve(bloque, ancla="")
        elif (leyenda := _leyenda_de(bloque)) and leyenda.ancla and isinstance(bloque, Parrafo):
            queda = leyenda.ancla if _tomar(leyenda.ancla, nombradas) else ""
            tramos = (attrs.evolve(t, ancla=queda) if t is leyenda else t for t in bloque.contenido)
            yield attrs.evolve(bloque, contenido=tuple(tramos))
        else:
            yield bloque


def _tomar(ancla: str, nombradas: set[str]) -> bool:
    """Si esa ancla hace falta y nadie la lleva aún; queda tomada."""
    if ancla not in nombradas:
        return False
    nombradas.discard(ancla)
    return True
