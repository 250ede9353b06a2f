"""De arriba abajo por el documento: cada franja dice dónde se está y cada fila, qué se programa.

``RecorridoDeFilas`` es lo leído hasta aquí. Debajo, lo que pregunta de las celdas de una fila, cada
una en la columna en que se lee, y de la tabla aparte que sólo trae el seguimiento de las filas de
otra, como la del SUIT.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.cabezas import NUMERAN
from paac_reportes.lectura.ajenos.celdas import (
    Celdas,
    celdas_de,
    es_codigo,
    es_codigo_con_punto,
    es_de_todo_el_ancho,
    va_tachada,
)
from paac_reportes.lectura.ajenos.datos import LectorDeCeldas
from paac_reportes.lectura.ajenos.franjas import (
    ClaseDeFranja,
    Componente,
    FilaDeFranja,
    componente_de,
    componente_de_columna,
    dependencia_de,
    dice_de_quien_es,
    es_entidad,
    fila_de_franja,
    filas_sobre,
    franja_de,
    le_falta_el_nombre,
    nombra_a,
    sin_continua,
    subcomponente_de,
)
from paac_reportes.lectura.ajenos.lugares import Contenedor, Destino, FilaAbierta, nombra_control
from paac_reportes.lectura.ajenos.mobiliario import OMITIDAS, SUELTA
from paac_reportes.lectura.ajenos.tramos import Tramo, parece_corrida
from paac_reportes.lectura.ajenos.verbos import (
    alcanza_a_ser_una_accion,
    empieza_por_verbo,
    son_indicaciones,
)
from paac_reportes.lectura.ajenos.vocabulario import CODIGO, TEXTO
from paac_reportes.lectura.filas.valores import DE_SEGUIMIENTO
from paac_reportes.opc.visto import CeldaVista, LugarDelArchivo, TablaVista, TextoVisto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

Indice = dict[tuple[object, ...], list[FilaAbierta]]


@attrs.define(eq=False)
class RecorridoDeFilas:
    """Lo leído hasta aquí."""

    lector: LectorDeCeldas
    entidad: str = ""
    titulos: frozenset[str] = frozenset()
    """En plano, los que llevan varias hojas: son del documento, y de ningún componente."""
    destino: Destino = attrs.Factory(Destino)
    unica: bool = False
    """Si no hay más que unos rótulos: lo que va encima puede ser de todo el documento."""
    filas: list[FilaAbierta] = attrs.Factory(list)
    avisos: list[Aviso] = attrs.Factory(list)
    de_las_hojas: list[Aviso] = attrs.Factory(list)
    """De dónde se tomó el lugar de las filas, si no lo dicen ellas: el nombre de una hoja."""
    _titulo: TextoVisto | None = None
    """El último título que no se entendió: quizá el del componente que sigue."""
    _tramo: Tramo | None = None
    _aun_sin_filas: bool = True
    """Si aún no hay filas bajo los últimos rótulos."""
    _indice: tuple[Tramo, Contenedor, Indice] | None = None
    """Las filas de un componente, para la tabla que trae sus seguimientos."""
    _componente_escrito: tuple[str, Componente] = ("", (None, None))
    """Lo último que dijo la columna del componente, y lo que se entendió."""
    _subcomponente: CeldaVista | None = None
    """La última celda que dijo uno en su columna."""
    _va_suelta: bool = False
    """Si la fila de encima no dice nada, o no la hay bajo los rótulos de otra hoja."""

    @property
    def sin_leer(self) -> int:
        """Número de filas que parecen de datos y no se leyeron."""
        return sum(aviso.codigo == "fila_sin_leer" for aviso in self.avisos)

    def parrafo(self, texto: TextoVisto) -> None:
        """Toma de un texto fuera de las tablas el componente o la dependencia de lo que sigue.

        Un título que no nombra ninguno queda para la tabla que siga.
        """
        if componente := componente_de(texto.texto):
            self.destino.poner_componente(componente, texto.lugar)
        elif nombre := dependencia_de(texto.texto, destacado=texto.nivel is not None):
            self._poner_dependencia(nombre, texto.texto, texto.lugar)
            return
        elif texto.nivel and franja_de(texto.texto) is None and not es_entidad(texto.texto):
            self._titulo = texto
            return
        else:
            return
        self._titulo = None

    def tabla(self, tabla: TablaVista, tramos: list[Tramo], ajenas: Collection[int] = ()) -> None:
        """Lee una matriz: sus franjas, sus rótulos y sus filas, menos las ajenas."""
        por_fila = {tramo.encabezado.desde: tramo for tramo in tramos}
        sobre_rotulos = {fila for desde in por_fila for fila in filas_sobre(tabla, desde)}
        fila, primera = 0, tramos[0].desde
        self._va_suelta = tramos[0].heredado and tabla.primera is not None
        while fila < len(tabla.filas):
            tramo = por_fila.pop(fila, None)
            if fila in ajenas:
                fila += 1
            elif tramo is not None:
                self._empezar(tramo)
                fila = tramo.desde
            else:
                self._leer_fila(tabla, fila, sobre_rotulos=fila < primera or fila in sobre_rotulos)
                fila += 1

    def _empezar(self, tramo: Tramo) -> None:
        """Empieza un tramo; el título de encima es el componente, si nada más lo dijo."""
        self._tramo, self._aun_sin_filas = tramo, True
        titulo, self._titulo = self._titulo, None
        if titulo is None or tramo.de("componente.nombre"):
            return
        es_de_quien = nombra_control(en_plano(titulo.texto)) or dice_de_quien_es(titulo.texto)
        if self.unica and es_de_quien:
            return  # de quien hace el documento
        nombre = en_un_renglon(titulo.texto)
        if (None, nombre) == self.destino.componente[0]:
            return
        self.destino.poner_componente((None, nombre), titulo.lugar)
        motivo = f"el componente se tomó del título de encima: {mostrar(nombre)}"
        self.avisos.append(Aviso("lugar_supuesto", titulo.lugar, motivo))

    def _leer_fila(self, tabla: TablaVista, fila: int, *, sobre_rotulos: bool) -> None:
        """Lee una fila de una tabla: una franja, un texto suelto o una fila de datos."""
        celdas = celdas_de(tabla, fila)
        con_texto = [celda for celda in celdas if celda.texto.strip()]
        de_la_fila = [
            celda
            for celda in celdas
            if celda.fila == fila and (celda.valor is not None or celda.texto.strip())
        ]
        puede_ser_suelta, self._va_suelta = self._va_suelta, not con_texto
        if not de_la_fila:
            return
        if va_tachada(tabla, fila):
            textos = " | ".join(en_un_renglon(celda.texto) for celda in de_la_fila)
            self._omitir(textos, tabla.lugar_de(fila), "está tachada")
            return
        franja = fila_de_franja(tabla, de_la_fila, self._tramo, sobre_rotulos=sobre_rotulos)
        if franja is not None:
            lugar = tabla.lugar_de(fila, de_la_fila[0].columna)
            self._leer_franja(franja, lugar, sobre_rotulos=sobre_rotulos)
        elif puede_ser_suelta and len(con_texto) == 1 and not sobre_rotulos:
            texto = en_un_renglon(de_la_fila[0].texto)
            self._omitir(texto, tabla.lugar_de(fila), SUELTA)
            self._va_suelta = True
        elif self._tramo is not None and not sobre_rotulos:
            if motivo := self._tramo.ajenas.get(fila):
                textos = " | ".join(en_un_renglon(celda.texto) for celda in de_la_fila)
                self._omitir(textos, tabla.lugar_de(fila), motivo, duda=motivo != NUMERAN)
            else:
                self._leer_datos(self._tramo, fila)

    def _leer_franja(self, franja: FilaDeFranja, lugar: str, *, sobre_rotulos: bool) -> None:
        """Pone en el destino lo que dice una franja, u omite la de un total o una nota."""
        texto = franja.texto
        match franja.franja:
            case ClaseDeFranja.COMPONENTE:
                self._titulo = None
                self.destino.poner_componente(componente_de(texto) or (None, texto), lugar)
            case ClaseDeFranja.DEPENDENCIA:
                nombre = dependencia_de(texto, destacado=True) or texto
                self._poner_dependencia(nombre, texto, lugar, es_titulo=sobre_rotulos)
            case ClaseDeFranja.SUBCOMPONENTE:
                self.destino.franja_de_subcomponente = (subcomponente_de(texto), lugar)
            case ClaseDeFranja.INTERCAMBIOS | ClaseDeFranja.TRAMITES:
                self.destino.intercambios = franja.franja is ClaseDeFranja.INTERCAMBIOS
            case ClaseDeFranja.TOTAL | ClaseDeFranja.NOTA:
                self._omitir(texto, lugar, OMITIDAS[franja.franja], duda=False)
            case None:
                self._tomar_franja_desconocida(texto, lugar, sobre_rotulos=sobre_rotulos)

    def _poner_dependencia(
        self, nombre: str, texto: str, lugar: str, *, es_titulo: bool = True
    ) -> None:
        """Pone la dependencia que nombra una franja o un título, si no es la del documento."""
        con_rotulo = nombre != en_un_renglon(texto)
        if not (self.destino.dependencia or self.filas) and nombra_a(self.entidad, nombre):
            self._titulo = None
        elif not es_titulo or self.destino.anotar(nombre, lugar, con_rotulo=con_rotulo):
            self.destino.poner_dependencia(nombre, lugar)
            self._titulo = None

    def _omitir(self, texto: str, lugar: str, motivo: str, *, duda: bool = True) -> None:
        """Avisa de un texto que no se leyó; ``duda``, si parecía una fila."""
        codigo = "fila_sin_leer" if duda else "fila_omitida"
        self.avisos.append(Aviso(codigo, lugar, f"{motivo}, y no se leyó: {mostrar(texto)}"))

    def _tomar_franja_desconocida(self, texto: str, lugar: str, *, sobre_rotulos: bool) -> None:
        """Toma una franja entre las filas como el subcomponente, si ninguna columna lo dice."""
        if sobre_rotulos:
            if not es_entidad(texto) and en_plano(texto) not in self.titulos:
                self._titulo = TextoVisto(texto, lugar)
            return
        if self._tramo is None or self._tramo.de("subcomponente.nombre") is not None:
            self._omitir(texto, lugar, "no se sabe qué es esta franja", duda=False)
            return
        self.destino.franja_de_subcomponente = (texto, lugar)
        motivo = f"la franja {mostrar(texto)} se leyó como subcomponente"
        self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))

    def _leer_datos(self, tramo: Tramo, fila: int) -> None:
        """Lee una fila de datos: la omite, con aviso, la une a la de arriba o abre otra."""
        lugar = tramo.tabla.lugar_de(fila)
        celdas, repite = sin_repetidas(tramo, fila)
        if parece_corrida(tramo, celdas):
            motivo = "la fecha parece estar una columna más allá: no se corrió nada"
            self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))
        if (numero := solo_numera(tramo, fila)) is not None:
            self._omitir(numero, lugar, "sólo trae su número", duda=False)
            return
        if son_indicaciones([celda.texto for celda in celdas.values() if celda.texto.strip()]):
            primera = next(iter(celdas.values())).texto
            self._omitir(primera, lugar, "dice cómo llenar cada casilla", duda=False)
            return
        self._lugar_de_columnas(tramo, celdas)
        union = self._union(tramo, fila, celdas, repite=repite)
        if union is None:
            texto = " | ".join(en_un_renglon(celda.texto) for celda in celdas.values())
            self._omitir(texto.strip(" |"), lugar, "no trae código ni actividad")
        elif union:
            self._continuar(tramo, fila, celdas, union)
        else:
            self._abrir_fila(tramo, fila, celdas)
        self._aun_sin_filas = False

    def _continuar(self, tramo: Tramo, fila: int, celdas: Celdas, union: str) -> None:
        """Agrega una fila a la anterior, que continúa; ``union`` va entre los textos."""
        lugar = tramo.tabla.lugar_de(fila)
        datos = self.lector.continuar(tramo, celdas, self.filas[-1], union)
        grupo = celda_de(tramo, "subcomponente.nombre", celdas)
        if grupo is not None:
            motivo = f"en una fila que continúa otra, y no se leyó: {mostrar(grupo.texto)}"
            self.avisos.append(Aviso("lectura_dudosa", lugar_de(tramo, grupo), motivo))
        que_se_agrego = ", ".join(datos) or "nada"
        motivo = f"continúa la fila de {self.filas[-1].lugar}: se le agregó {que_se_agrego}"
        self.avisos.append(Aviso("fila_continuada", lugar, motivo))

    def _lugar_de_columnas(self, tramo: Tramo, celdas: Celdas) -> None:
        """Pone la dependencia y el componente que dicen las columnas de una fila."""
        celda = celda_de(tramo, "dependencia.nombre", celdas)
        if celda is not None:
            nombre = en_un_renglon(celda.texto)
            self.destino.poner_dependencia(nombre, lugar_de(tramo, celda), de_columna=True)
        celda = celda_de(tramo, "componente.nombre", celdas)
        if celda is not None:
            if celda.texto != self._componente_escrito[0]:  # suele ser el de la fila de arriba
                self._componente_escrito = celda.texto, componente_de_columna(celda.texto)
            self.destino.poner_componente(
                self._componente_escrito[1],
                lugar_de(tramo, celda),
                de_columna=tramo.componente_en_cada_fila,
            )

    def _union(self, tramo: Tramo, fila: int, celdas: Celdas, *, repite: bool) -> str | None:
        """Texto con que se une a la fila anterior, si la sigue; vacío si es otra fila.

        ``None`` si no se sabe: no dice de qué actividad es.
        """
        con_codigo = celda_de(tramo, CODIGO[tramo.clase], celdas) is not None
        texto = celda_de(tramo, TEXTO[tramo.clase], celdas)
        if con_codigo or tramo.de(TEXTO[tramo.clase]) is None:
            return ""
        tras_otra = bool(self.filas) and not self.destino.cambio
        if texto is not None:
            return self._union_del_texto(tramo, texto) if tras_otra else ""
        if tras_otra and (repite or self._aun_sin_filas):
            return " "
        if tras_otra and es_combinada(tramo, fila):
            return "\n"
        es_fila = dice_varias(tramo, celdas) or actividad_probable(tramo, celdas) is not None
        return "" if es_fila else None

    def _union_del_texto(self, tramo: Tramo, texto: CeldaVista) -> str:
        """Texto con que se une el final de una actividad que la página cortó; vacío si es otra.

        Lo es bajo rótulos repetidos, sin código y en minúscula; en mayúscula, queda la duda.
        """
        if not self._aun_sin_filas or tramo.de(CODIGO[tramo.clase]) is None:
            return ""
        if texto.texto[:1].islower():
            return " "
        motivo = (
            f"no trae código y va bajo rótulos repetidos: puede seguir a la de"
            f" {self.filas[-1].lugar}; se leyó como otra"
        )
        self.avisos.append(Aviso("lectura_dudosa", lugar_de(tramo, texto), motivo))
        return ""

    def _abrir_fila(self, tramo: Tramo, fila: int, celdas: Celdas) -> None:
        """Agrega una fila nueva o, de una tabla de sólo seguimientos, el suyo a la que estaba."""
        lugar = tramo.tabla.lugar_de(fila)
        celda = celda_de(tramo, "subcomponente.nombre", celdas) or _subcomponente_de(tramo, fila)
        grupo = (celda.texto, lugar_de(tramo, celda)) if celda is not None else (None, lugar)
        self._nombre_partido(tramo, celda)
        self._seguimiento_cortado(tramo, celdas)
        if tramo.es_de_seguimiento:
            seguimiento = FilaAbierta(LugarDelArchivo.de("", ""))
            self.lector.llenar(tramo, celdas, seguimiento)
            fila_de_otra_tabla = self._fila_de_la_tabla_anterior(tramo, seguimiento)
            if fila_de_otra_tabla is not None:
                agregar_seguimiento(seguimiento, fila_de_otra_tabla)
                return
        if self._aun_sin_filas and self.destino.componente[0] == (None, None):
            motivo = "no dice su componente: quedó sin número ni nombre"
            self.avisos.append(Aviso("lugar_supuesto", tramo.tabla.lugar, motivo))
        abierta = self.destino.abrir(
            lugar, grupo, tramo.etiqueta, de_actividades=tramo.clase == "actividades"
        )
        probable = actividad_probable(tramo, celdas)
        if probable is None:
            self.lector.llenar(tramo, celdas, abierta)
        else:
            self._llenar_con_actividad_probable(tramo, celdas, probable, abierta)
        self.filas.append(abierta)

    def _llenar_con_actividad_probable(
        self, tramo: Tramo, celdas: Celdas, columna: int, abierta: FilaAbierta
    ) -> None:
        """Llena una fila sin actividad con la celda de otra columna (desde 0) que la dice."""
        texto = tramo.de(TEXTO[tramo.clase])
        assert texto is not None  # noqa: S101 - sin ella no hay actividad probable
        otras = {indice: celda for indice, celda in celdas.items() if indice != columna}
        self.lector.llenar(tramo, {**otras, texto.columna.indice: celdas[columna]}, abierta)
        lugar, rotulo = lugar_de(tramo, celdas[columna]), tramo.columnas[columna].columna.rotulo
        texto_de_la_celda = mostrar(en_un_renglon(celdas[columna].texto))
        se_leyo = f"se leyó como tal lo que dice «{rotulo}»: {texto_de_la_celda}"
        motivo = f"la fila no trae actividad; {se_leyo}"
        self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))

    def _fila_de_la_tabla_anterior(
        self, tramo: Tramo, seguimiento: FilaAbierta
    ) -> FilaAbierta | None:
        """Fila del mismo componente, de una tabla de más arriba, a que se da ese seguimiento."""
        componente = self.destino.contenedor_de_componente()
        if self._indice is None or self._indice[:2] != (tramo, componente):
            del_componente = (fila for fila in self.filas if fila.componente is componente)
            self._indice = (tramo, componente, indice_de(tramo, del_componente))
        return fila_sin_ese_seguimiento(tramo, seguimiento, self._indice[2])

    def _nombre_partido(self, tramo: Tramo, celda: CeldaVista | None) -> None:
        """Avisa del subcomponente que sólo dice su número y lleva debajo otro sin él."""
        anterior, self._subcomponente = self._subcomponente, celda or self._subcomponente
        if celda is None or anterior is None or celda is anterior or self._aun_sin_filas:
            return
        if (
            le_falta_el_nombre(anterior.texto)
            and franja_de(celda.texto) is not ClaseDeFranja.SUBCOMPONENTE
        ):
            motivo = (
                f"{mostrar(en_un_renglon(celda.texto))} puede ser el nombre de"
                f" {mostrar(en_un_renglon(anterior.texto))}, la celda de encima: se leyó como otro"
            )
            self.avisos.append(Aviso("lectura_dudosa", lugar_de(tramo, celda), motivo))

    def _seguimiento_cortado(self, tramo: Tramo, celdas: Celdas) -> None:
        """Avisa del seguimiento que empieza a media frase: quizá sigue al de la fila de arriba."""
        celda = celda_de(tramo, "seguimiento.texto", celdas)
        tras_otra = self._aun_sin_filas and bool(self.filas) and not self.destino.cambio
        if tras_otra and celda is not None and celda.texto[:1].islower():
            motivo = f"empieza a media frase: puede seguir a la de {self.filas[-1].lugar}"
            self.avisos.append(Aviso("lectura_dudosa", lugar_de(tramo, celda), motivo))


_CELDAS_DE_UNA_FILA = 2
"""Las celdas con que una fila sin código ni actividad es, con todo, una fila."""

_DE_LA_FILA = ("actividad.", "tramite.")


def celda_de(tramo: Tramo, dato: str, celdas: Celdas) -> CeldaVista | None:
    """Celda de un dato en una fila; ``None`` si no dice nada."""
    celda = celdas.get(tramo.indices.get(dato, -1))
    return celda if celda is not None and celda.texto.strip() else None


def _subcomponente_de(tramo: Tramo, fila: int) -> CeldaVista | None:
    """Celda del subcomponente que empieza más arriba y cubre una fila, si dice algo."""
    asignada = tramo.de("subcomponente.nombre")
    celda = None if asignada is None else tramo.tabla.filas[fila][asignada.columna.desde]
    if celda is None or not celda.texto.strip() or es_de_todo_el_ancho(tramo.tabla, celda):
        return None
    return celda if sin_continua(celda.texto) is None else None


def lugar_de(tramo: Tramo, celda: CeldaVista) -> str:
    """Lugar de una celda: ``tabla 7, fila 3, columna 2``."""
    return tramo.tabla.lugar_de(celda.fila, celda.columna)


def sin_repetidas(tramo: Tramo, fila: int) -> tuple[dict[int, CeldaVista], bool]:
    """Celdas de una fila sin las que dicen «(continúa)», y si la de la actividad lo dice.

    Un libro que se imprime en varias páginas las repite donde la página corta una celda.
    """
    celdas = _celdas_que_empiezan(tramo, fila)
    repetidas = {
        indice
        for indice, celda in celdas.items()
        if ")" in celda.texto and sin_continua(celda.texto) is not None
    }
    if not repetidas:
        return celdas, False
    texto = tramo.de(TEXTO[tramo.clase])
    quedan = {indice: celda for indice, celda in celdas.items() if indice not in repetidas}
    return quedan, texto is not None and texto.columna.indice in repetidas


def solo_numera(tramo: Tramo, fila: int) -> str | None:
    """Número de un renglón sin llenar; ``None`` si dice algo más, o si puede ser un código.

    El de puntos, «1.1», lo es si alguna otra fila trae su actividad.
    """
    asignada = tramo.de(CODIGO[tramo.clase])
    con_texto = [
        celda
        for celda in celdas_de(tramo.tabla, fila)
        if celda.texto.strip() and (celda.fila, celda.columna) not in tramo.tabla.formulas
    ]
    if asignada is None or len(con_texto) != 1 or con_texto[0].columna != asignada.columna.desde:
        return None
    numero = con_texto[0].texto.strip()
    texto = tramo.de(TEXTO[tramo.clase])
    hay_filas = texto is None or bool(texto.columna.escritas)
    puede_ser_codigo = es_codigo_con_punto(numero) and hay_filas
    return numero if es_codigo(numero) and not puede_ser_codigo else None


def es_combinada(tramo: Tramo, fila: int) -> bool:
    """Si la celda de la actividad empezó más arriba: la fila es otra línea de lo mismo."""
    asignada = tramo.de(TEXTO[tramo.clase])
    celda = tramo.tabla.filas[fila][asignada.columna.desde] if asignada is not None else None
    return celda is not None and celda.fila < fila and bool(celda.texto.strip())


def dice_varias(tramo: Tramo, celdas: Celdas) -> bool:
    """Si la fila trae varios datos, cada uno bajo su rótulo."""
    con_dato = {asignada.columna.indice for asignada in tramo.columnas if asignada.dato}
    return (
        sum(1 for indice, celda in celdas.items() if indice in con_dato and celda.texto.strip())
        >= _CELDAS_DE_UNA_FILA
    )


def actividad_probable(tramo: Tramo, celdas: Celdas) -> int | None:
    """Columna sin dato, desde 0, en que dice lo que se hace una fila que no trae su actividad."""
    accion = tramo.de("actividad.descripcion")
    if accion is None or ((celda := celdas.get(accion.columna.indice)) and celda.texto.strip()):
        return None
    probables = {
        indice: celdas[indice].texto
        for indice, asignada in tramo.que_se_leen
        if not asignada.dato and indice in celdas and empieza_por_verbo(celdas[indice].texto)
    }
    largas = {n: texto for n, texto in probables.items() if alcanza_a_ser_una_accion(texto)}
    return max(largas, key=lambda indice: len(largas[indice])) if largas else None


def _celdas_que_empiezan(tramo: Tramo, fila: int) -> dict[int, CeldaVista]:
    """Celdas que empiezan en una fila, por la columna en que se leen, desde 0."""
    celdas: dict[int, CeldaVista] = {}
    inicios = tramo.fisicas
    for celda in celdas_de(tramo.tabla, fila):
        if celda.fila != fila:
            continue
        columna = bisect_right(inicios, celda.columna) - 1
        if celda.columnas > 1:
            columna = _columna_que_dice(tramo, celda, columna)
        celdas.setdefault(columna, celda)
    return celdas


def _columna_que_dice(tramo: Tramo, celda: CeldaVista, columna: int) -> int:
    """Columna de una celda sobre el código y el texto de la fila: la del que dice."""
    hasta = bisect_right(tramo.fisicas, celda.columna + celda.columnas - 1) - 1
    codigo, texto = (
        asignada.columna.indice if (asignada := tramo.de(dato_por_clase[tramo.clase])) else None
        for dato_por_clase in (CODIGO, TEXTO)
    )
    if codigo == columna and texto == columna + 1 and hasta >= texto:
        return codigo if es_codigo(celda.texto) else texto
    return columna


def indice_de(tramo: Tramo, anteriores: Iterable[FilaAbierta]) -> Indice:
    """Filas ya leídas, por los datos que la tabla repite de cada una."""
    return agrupadas((_identidad(tramo, fila), fila) for fila in anteriores)


def fila_sin_ese_seguimiento(
    tramo: Tramo, seguimiento: FilaAbierta, indice: Indice
) -> FilaAbierta | None:
    """Fila ya leída de que se da el seguimiento: dice lo mismo de sí, y aún no lo trae."""
    identidad = _identidad(tramo, seguimiento)
    cortes = {clave for clave in seguimiento.valores if clave[0].startswith(DE_SEGUIMIENTO)}
    posibles = indice.get(identidad, ()) if any(identidad) else ()
    return next((fila for fila in posibles if not cortes & fila.valores.keys()), None)


def _identidad(tramo: Tramo, fila: FilaAbierta) -> tuple[object, ...]:
    """Valores con que se reconoce una fila, en el orden de los datos del tramo."""
    datos = sorted(dato for dato in tramo.datos if dato.startswith(_DE_LA_FILA))
    return tuple(fila.valores.get((dato, None)) for dato in datos)


def agregar_seguimiento(seguimiento: FilaAbierta, fila: FilaAbierta) -> None:
    """Le pone a una fila los seguimientos de otra."""
    for clave, valor in seguimiento.valores.items():
        if clave not in fila.valores:
            fila.poner(clave, valor, seguimiento.lugares[clave])
