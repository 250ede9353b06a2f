"""De las filas de datos de un tramo a sus registros: una actividad, un trámite, un riesgo.

Cada dato lleva la celda de donde salió. Lo que no es de su dato va a los extras, y se dice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.lectura.cronograma import en_una, es_marca, no_dice_nada
from paac_reportes.lectura.matriz.cortes import corte_dicho
from paac_reportes.lectura.matriz.declaraciones import Declaracion, Raiz
from paac_reportes.lectura.matriz.franjas import continua
from paac_reportes.lectura.matriz.palabras import clave_de_extra
from paac_reportes.lectura.matriz.tablas import Columna, Tramo
from paac_reportes.lectura.matriz.valores import (
    CODIGOS,
    NoSeEntiendeError,
    es_codigo_numerico,
    opcion_de,
    separar_codigo,
    separar_numero,
    texto_de,
    valor_de_celda,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista, LugarDelArchivo, Mes
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta

_TIPOS = CATALOGO.opciones("control.tipo")
_COMBINADA = "está combinada sobre varias columnas: lo que dice es de cada una"
_HACIA_ABAJO = "está combinada sobre varias filas: lo que dice es de cada una"
_PARTIDOS = 0.7
"""Parte de las celdas que traen código y texto juntos para partirlos."""
PIDE_CORTE = "diga el corte: corte=… o --corte"


class Valor(NamedTuple):
    """Un valor leído, y la celda de donde salió."""

    valor: Any
    lugar: str


Datos = dict[str, Valor]
"""Por campo, lo que se leyó."""


@attrs.define(eq=False)
class Registro:
    """Una actividad, un trámite o un riesgo, con lo que sus filas dicen."""

    tramo: Tramo
    raiz: Raiz
    filas: list[int]
    contexto: dict[str, Any]
    """De quién es: por dato, lo que se dijo y dónde."""
    lista: str = ""
    datos: Datos = attrs.Factory(dict)
    extras: Datos = attrs.Factory(dict)
    hijos: dict[str, list[Datos]] = attrs.Factory(dict)
    """Por lista, sus causas, controles o acciones."""
    cortes: dict[date, Datos] = attrs.Factory(dict)
    usadas: set[str] = attrs.Factory(set)
    """Otras celdas que dicen un dato suyo, o lo repiten."""

    @property
    def lugar(self) -> LugarDelArchivo:
        """Su primera fila."""
        return self.tramo.tabla.lugar_de(self.filas[0])

    def texto(self, campo: str) -> str:
        """Texto de un dato, en plano; vacío si no lo trae."""
        return en_plano(str(self.datos[campo].valor)) if campo in self.datos else ""


def es_resto(tramo: Tramo, fila: int) -> bool:
    """Si el código o el ancla de una fila terminan en «(cont.)»: es el resto de la de antes."""
    columnas = filter(None, (tramo.de(tramo.raiz.codigo), tramo.de(tramo.raiz.ancla)))
    celdas = filter(None, (tramo.celda(columna, fila) for columna in columnas))
    return any(continua(celda.texto) for celda in celdas)


class Lector:
    """Lee los registros de un tramo."""

    def __init__(
        self, tramo: Tramo, declaracion: Declaracion, corte: date | None, avisos: list[Aviso]
    ) -> None:
        self._tramo = tramo
        self._declaracion = declaracion
        self._raiz: Raiz = tramo.raiz
        self._corte = corte
        self._avisos = avisos
        self._dados: set[tuple[str, str, str]] = set()
        self._codigo_adentro = self._lleva_el_codigo_adentro()

    def leer(self, filas: Sequence[int], contexto: dict[str, Any]) -> Registro:
        """Registro de unas filas seguidas."""
        registro = Registro(self._tramo, self._raiz, list(filas), contexto, self._raiz.lista)
        for columna in self._tramo.columnas:
            celdas = self._celdas(columna, filas)
            no_va = columna.por == "columnas" and not columna.datos
            del_contexto = columna.dato in self._declaracion.contexto
            if celdas and not (columna.periodo or del_contexto or no_va):
                self._de_columna(registro, columna, celdas)
        for raiz, lista in self._declaracion.listas.items():
            self._hijos(registro, raiz, lista)
        self._partir_el_codigo(registro)
        self._programar(registro)
        if self._declaracion.hijos:
            self._del_riesgo(registro)
        return registro

    def _de_columna(
        self, registro: Registro, columna: Columna, celdas: Sequence[CeldaVista]
    ) -> None:
        for celda in celdas:
            self._avisar_si_se_comparte(columna, celda, registro.filas[0])
        if not columna.datos or columna.dato == "vigencia":
            self._al_extra(registro, columna, celdas)
        elif columna.objeto == self._declaracion.de_corte:
            self._del_corte(registro, columna, celdas)
        elif columna.objeto == self._raiz.nombre:
            self._propio(registro, columna, celdas)

    def unir(self, antes: Registro, resto: Registro) -> None:
        """Une a un registro lo que quedó de él tras unos rótulos repetidos."""
        for datos, otros in (
            (antes.datos, resto.datos),
            *((antes.cortes.setdefault(c, {}), reporte) for c, reporte in resto.cortes.items()),
        ):
            for campo, valor in otros.items():
                previo = datos.get(campo)
                if previo is None:
                    datos[campo] = valor
                elif isinstance(previo.valor, str) and isinstance(valor.valor, str):
                    datos[campo] = Valor(f"{previo.valor} {valor.valor}", previo.lugar)
                    antes.usadas.add(valor.lugar)
                else:
                    motivo = f"dice {mostrar(valor.valor)}, y antes decía {mostrar(previo.valor)}"
                    self.avisar("lectura_dudosa", valor.lugar, f"{motivo}: se tomó lo primero")
        antes.usadas |= resto.usadas

    # ------------------------------------------------------------------ las celdas

    def _celdas(self, columna: Columna, filas: Sequence[int]) -> list[CeldaVista]:
        """Celdas de una columna en unas filas, una vez cada una."""
        celdas = (self._tramo.celda(columna, fila) for fila in filas)
        return [
            celda
            for celda in dict.fromkeys(celda for celda in celdas if celda is not None)
            if not (continua(celda.texto) and es_resto(self._tramo, celda.fila))
        ]

    def lugar(self, celda: CeldaVista) -> LugarDelArchivo:
        """Lugar de una celda."""
        return self._tramo.tabla.lugar_de(celda.fila, celda.columna)

    def avisar(self, codigo: str, lugar: str, motivo: str, **datos: Any) -> None:
        """Dice algo de un lugar, una vez."""
        if (codigo, lugar, motivo) not in self._dados:
            self._dados.add((codigo, lugar, motivo))
            self._avisos.append(Aviso(codigo, lugar, motivo, datos=datos))

    def _avisar_si_se_comparte(self, columna: Columna, celda: CeldaVista, fila: int) -> None:
        """Dice que una celda va sobre varias columnas con dato: es de cada una."""
        cubre = [
            c
            for c in self._tramo.columnas
            if c.datos and celda.columna <= c.desde and c.hasta < celda.columna + celda.columnas
        ]
        if len(cubre) > 1 and columna.datos:
            self.avisar("celda_combinada", self.lugar(celda), _COMBINADA)
        elif columna.objeto == self._declaracion.de_corte and celda.fila < fila:
            self.avisar("celda_combinada", self.lugar(celda), _HACIA_ABAJO)

    def _leer(self, registro: Registro, columna: Columna, celda: CeldaVista) -> Valor | None:
        """Valor de una celda; ``None``, y a los extras, si no es de su dato."""
        lugar = self.lugar(celda)
        try:
            valor = valor_de_celda(columna.dato, celda)
        except NoSeEntiendeError as esperado:
            if columna.objeto == self._declaracion.de_corte and self._raiz.nombre != "riesgo":
                clave = columna.campo  # va a los extras de su seguimiento
                self.avisar(
                    "celda_ilegible",
                    lugar,
                    f"{_se_esperaba(esperado, celda)}: quedó en extras.{clave}",
                )
                return None
            clave = (
                columna.campo
                if columna.objeto == self._raiz.nombre
                else f"{columna.objeto}_{columna.campo}"
            )
            clave = clave.replace(".", "_")
            self.avisar(
                "celda_ilegible", lugar, f"{_se_esperaba(esperado, celda)}: quedó en extras.{clave}"
            )
            self._sumar_extra(registro, clave, celda)
            return None
        if valor is None:
            return None
        if columna.dato in CODIGOS:
            self._avisar_del_codigo(celda, valor)
        return Valor(valor, lugar)

    def _avisar_del_codigo(self, celda: CeldaVista, quedo: object) -> None:
        """Dice que Excel volvió número o fecha un código: no se sabe cómo lo escribieron."""
        es_dia = isinstance(celda.valor, date)
        if es_dia or es_codigo_numerico(celda):
            clase = "fecha" if es_dia else "número"
            motivo = (
                f"el código llegó como {clase} y se leyó {mostrar(quedo)}: 1.1 y 1.10 no se"
                " distinguen; escríbalo como texto"
            )
            anotado = {**llego(celda.valor), "quedo": quedo}
            self.avisar("codigo_como_numero", self.lugar(celda), motivo, **anotado)

    def _sumar_extra(self, registro: Registro, clave: str, celda: CeldaVista) -> None:
        """Agrega un texto a un extra."""
        texto, lugar = texto_de(celda), self.lugar(celda)
        antes = registro.extras.get(clave)
        registro.extras[clave] = (
            Valor(f"{antes.valor}\n{texto}", antes.lugar) if antes else Valor(texto, lugar)
        )
        registro.usadas.add(lugar)

    def _al_extra(self, registro: Registro, columna: Columna, celdas: Sequence[CeldaVista]) -> None:
        """Deja en los extras lo de una columna que no es de ningún dato."""
        if not columna.camino or (columna.oculta and self._declaracion.hijos):
            return
        for celda in celdas:
            self._sumar_extra(registro, extra_de(self._tramo, columna), celda)

    # ------------------------------------------------------------------ lo propio

    def _propio(self, registro: Registro, columna: Columna, celdas: Sequence[CeldaVista]) -> None:
        """Un dato que va una vez: en un plan, un texto cortado se une; en un mapa, el primero."""
        if columna.dato in self._declaracion.de_lista:
            self._en_su_lista(registro, columna.campo, celdas)
            return
        if columna.dato.startswith("riesgo.residual."):
            celdas = self._residuales(registro, columna, celdas)
        if len(columna.datos) > 1:
            numero, nombre = separar_numero(celdas[0].texto)
            lugar = self.lugar(celdas[0])
            if numero is not None:
                registro.datos["codigo_suit"] = Valor(numero, lugar)
            registro.datos["nombre"] = Valor(nombre, lugar)
            return
        for celda in celdas:
            valor = self._leer(registro, columna, celda)
            if valor is not None:
                self._unir(registro, registro.datos, columna, valor, " ")

    def _en_su_lista(self, registro: Registro, campo: str, celdas: Sequence[CeldaVista]) -> None:
        for celda in celdas:
            antes = registro.datos.get(campo)
            textos = antes.valor if antes else []
            lugar = antes.lugar if antes else self.lugar(celda)
            if texto_de(celda) not in textos:
                registro.datos[campo] = Valor([*textos, texto_de(celda)], lugar)
            registro.usadas.add(self.lugar(celda))

    def _unir(
        self, registro: Registro, destino: Datos, columna: Columna, valor: Valor, union: str
    ) -> None:
        """Pone un valor; si ya había un texto cortado, lo sigue; si dice otra cosa, se dice."""
        antes = destino.get(columna.campo)
        if antes is None:
            destino[columna.campo] = valor
            return
        registro.usadas.add(valor.lugar)
        iguales = en_plano(str(antes.valor)) == en_plano(str(valor.valor))
        if iguales or antes.lugar == valor.lugar:
            return
        de_textos = isinstance(antes.valor, str) and isinstance(valor.valor, str)
        es_texto = (
            de_textos
            and CATALOGO[columna.dato].contenido is None
            and not CATALOGO.opciones(columna.dato)
        )
        if es_texto and (
            not self._declaracion.hijos or columna.objeto == self._declaracion.de_corte
        ):
            destino[columna.campo] = Valor(f"{antes.valor}{union}{valor.valor}", antes.lugar)
            return
        motivo = (
            f"«{columna.camino[-1]}» dice {mostrar(valor.valor)}, y antes decía"
            f" {mostrar(antes.valor)}: se tomó lo primero"
        )
        self.avisar("lectura_dudosa", valor.lugar, motivo)

    def _residuales(
        self, registro: Registro, columna: Columna, celdas: Sequence[CeldaVista]
    ) -> Sequence[CeldaVista]:
        """Regla 4: de varias valoraciones, la de la última fila."""
        celdas = [
            c
            for c in celdas
            if (c.fila, c.columna) not in self._tramo.tabla.formulas
            or c.fila == registro.filas[0]
            or self._hay_control(c.fila)
        ] or celdas[:1]
        fuera = celdas[:-1]
        if not columna.se_dice and len(self._filas_de(registro, "control")) > 1:
            fuera, celdas = celdas, []
            motivo = "no dice si es de antes o de después de los controles, que son varios"
        else:
            motivo = "cada control baja lo del anterior: lo residual es lo de la última fila"
        for celda in fuera:
            clave = clave_de_extra(columna.campo)
            self.avisar(
                "lectura_dudosa",
                self.lugar(celda),
                f"{motivo}; {mostrar(celda.texto)} quedó en extras.{clave}",
            )
            self._sumar_extra(registro, clave, celda)
        return celdas[-1:]

    def _hay_control(self, fila: int) -> bool:
        columna = self._tramo.de("control.descripcion") or self._tramo.de("control.tipo")
        return columna is not None and self._tramo.celda(columna, fila) is not None

    def _lleva_el_codigo_adentro(self) -> bool:
        """Regla 4: si el código va con el texto en casi todas sus celdas."""
        ancla = self._tramo.de(self._raiz.ancla)
        if ancla is None:
            return False
        textos = [c.texto for c in ancla.celdas]
        partidos = [separar_codigo(texto) for texto in textos]
        return bool(textos) and sum(p is not None for p in partidos) >= _PARTIDOS * len(textos)

    def _partir_el_codigo(self, registro: Registro) -> None:
        ancla, codigo = (dato.partition(".")[2] for dato in (self._raiz.ancla, self._raiz.codigo))
        redactado = registro.datos.get(ancla)
        if not self._codigo_adentro or codigo in registro.datos or redactado is None:
            return
        if (partido := separar_codigo(str(redactado.valor))) is not None:
            registro.datos[codigo] = Valor(partido[0], redactado.lugar)
            registro.datos[ancla] = Valor(partido[1], redactado.lugar)

    def _programar(self, registro: Registro) -> None:
        """Regla 11: los períodos que su cronograma marca con una X son sus fechas programadas."""
        marcadas: list[tuple[str, str]] = []
        pintadas: list[LugarDelArchivo] = []
        for columna in self._tramo.columnas:
            if columna.periodo and self._va_pintada(registro.filas[0], columna.desde):
                pintadas.append(self._tramo.tabla.lugar_de(registro.filas[0], columna.desde))
            for celda in self._celdas(columna, registro.filas) if columna.periodo else ():
                lugar = self.lugar(celda)
                if es_marca(celda.texto):
                    marcadas.append((columna.periodo, lugar))
                elif not no_dice_nada(celda.texto):
                    clave = extra_de(self._tramo, columna)
                    no_es = f"{mostrar(celda.texto)} no es una marca de {columna.rotulo}"
                    motivo = f"{no_es}: quedó en {clave}"
                    self.avisar("celda_ilegible", lugar, motivo)
                    self._sumar_extra(registro, clave, celda)
                registro.usadas.add(lugar)
        if pintadas:
            meses = (
                "1 mes va pintado" if len(pintadas) == 1 else f"{len(pintadas)} meses van pintados"
            )
            cuales = ", ".join(lugar.en_su_tabla for lugar in pintadas)
            motivo = f"{meses} y sin letra, y no se tomó ({cuales}); escriba X en cada uno"
            self.avisar("color_sin_leer", pintadas[0], motivo)
        if marcadas:
            antes = registro.datos.get("fecha_programada")
            fechas = ([str(antes.valor)] if antes else []) + [fecha for fecha, _ in marcadas]
            registro.datos["fecha_programada"] = Valor(en_una(fechas), marcadas[0][1])

    def _va_pintada(self, fila: int, columna: int) -> bool:
        """Si una celda en blanco lleva un color que su fila no lleva."""
        tabla = self._tramo.tabla
        celda, color = tabla.filas[fila][columna], tabla.colores.get((fila, columna))
        if color is None or (celda is not None and celda.texto.strip()):
            return False
        de_la_fila = self._tramo.en(fila)
        iguales = sum(tabla.colores.get((c.fila, c.columna)) == color for c in de_la_fila)
        return 2 * iguales <= len(de_la_fila)

    # ------------------------------------------------------------------ los hijos

    def _filas_de(self, registro: Registro, raiz: str) -> list[int]:
        """Filas en que empieza un hijo: donde empieza una celda con que empiezan."""
        empiezan = self._declaracion.hijos[raiz]
        columnas = [
            c
            for c in self._tramo.columnas
            if c.dato in empiezan and (c.dato == empiezan[0] or self._tramo.de(empiezan[0]) is None)
        ]
        desde = registro.filas[0]
        return sorted(
            {max(celda.fila, desde) for c in columnas for celda in self._celdas(c, registro.filas)}
        )

    def _hijos(self, registro: Registro, raiz: str, lista: str) -> None:
        """Causas, controles o acciones: uno por celda que lo empiece, en cada grupo."""
        columnas = [c for c in self._tramo.columnas if c.objeto == raiz]
        if not columnas:
            return
        de_texto = [c for c in columnas if c.dato == self._declaracion.hijos[raiz][0]]
        repetidas = len(de_texto) > 1 and len({c.grupo for c in de_texto}) == 1
        for columna in de_texto if repetidas else ():
            for fila in registro.filas:
                self._hijo(registro, lista, [columna], fila, range(fila, fila + 1))
        if repetidas:
            columnas = [c for c in columnas if c not in de_texto]
        for grupo in dict.fromkeys(c.grupo for c in columnas):
            del_grupo = [c for c in columnas if c.grupo == grupo]
            filas = self._filas_de_grupo(registro, raiz, del_grupo)
            sueltas = [f for f in registro.filas if not filas or f < filas[0]]
            for fila, sigue in zip(filas, [*filas[1:], registro.filas[-1] + 1], strict=False):
                self._hijo(registro, lista, del_grupo, fila, range(fila, sigue))
            for columna in del_grupo if sueltas else ():
                self._suelto(registro, columna, sueltas)

    def _filas_de_grupo(
        self, registro: Registro, raiz: str, columnas: Sequence[Columna]
    ) -> list[int]:
        empiezan = self._declaracion.hijos[raiz]
        desde = registro.filas[0]
        for dato in empiezan:
            celdas = [
                celda
                for columna in columnas
                if columna.dato == dato
                for celda in self._celdas(columna, registro.filas)
            ]
            if celdas:
                return sorted({max(celda.fila, desde) for celda in celdas})
        return []

    def _hijo(
        self,
        registro: Registro,
        lista: str,
        columnas: Sequence[Columna],
        fila: int,
        filas: range,
    ) -> None:
        """Un hijo, de lo que sus columnas dicen en sus filas."""
        datos: Datos = {}
        for columna in columnas:
            dentro = [n for n in filas if n in registro.filas]
            celdas = self._celdas(columna, dentro[:1]) or [
                c for c in self._celdas(columna, dentro) if c.fila > fila
            ]
            if columna.campo == "numero":
                celdas = self._celdas(columna, [fila])
            for celda in celdas:
                self._campo_de_hijo(registro, datos, columna, celda, fila)
        if datos and datos not in registro.hijos.get(lista, []):
            registro.hijos.setdefault(lista, []).append(datos)

    def _campo_de_hijo(
        self, registro: Registro, datos: Datos, columna: Columna, celda: CeldaVista, fila: int
    ) -> None:
        registro.usadas.add(self.lugar(celda))
        if celda.fila < fila and columna.dato in {
            d for ds in self._declaracion.hijos.values() for d in ds[:1]
        }:
            pass
        if columna.dato == "control.descripcion" and (tipo := opcion_de(_TIPOS, celda.texto)):
            datos.setdefault("tipo", Valor(tipo, self.lugar(celda)))  # «Correctivo», y nada más
            return
        if columna.dato == "control.registro":
            try:
                valor_de_celda(columna.dato, celda)
            except NoSeEntiendeError:
                columna = attrs.evolve(columna, datos=("control.evidencia",))
        if (valor := self._leer(registro, columna, celda)) is not None:
            self._unir(registro, datos, columna, valor, "\n")
            if columna.clase:
                datos.setdefault("clase", Valor(columna.clase, ""))

    def _suelto(self, registro: Registro, columna: Columna, filas: Sequence[int]) -> None:
        """Lo que una fila trae de un hijo que nadie escribió: a los extras, y se dice."""
        for celda in self._celdas(columna, filas):
            calculada = (celda.fila, celda.columna) in self._tramo.tabla.formulas
            if columna.campo == "numero" or calculada or not en_plano(celda.texto).strip(" 0%.,-–"):
                registro.usadas.add(self.lugar(celda))
                continue
            clave = clave_de_extra(f"{columna.objeto} {columna.camino[-1]}")
            motivo = (
                f"«{columna.camino[-1]}» no está en la fila de un control ni de una acción: quedó"
                f" en extras.{clave}"
            )
            self.avisar("lectura_dudosa", self.lugar(celda), motivo)
            self._sumar_extra(registro, clave, celda)

    # ------------------------------------------------------------------ los cortes

    def _del_corte(
        self, registro: Registro, columna: Columna, celdas: Sequence[CeldaVista]
    ) -> None:
        """Lo reportado en un corte: el de su columna, el que la fila dice o el pedido."""
        for celda in celdas:
            corte = columna.corte or self._corte_de(registro, celda)
            lugar = self.lugar(celda)
            if columna.campo == "corte":
                if corte is None or self._corte_en(celda) is None:
                    self._sin_corte(registro, columna, celda)
                registro.usadas.add(lugar)
                continue
            if corte is None:
                self._sin_corte(registro, columna, celda)
                continue
            reporte = registro.cortes.setdefault(corte, {})
            valor = self._leer(registro, columna, celda)
            if valor is None:
                if celda.texto.strip() and self._raiz.nombre != "riesgo":
                    reporte[f"extras.{columna.campo}"] = Valor(celda.texto, lugar)
                continue
            if isinstance(valor.valor, list):
                antes = reporte.get(columna.campo)
                reporte[columna.campo] = Valor(
                    [*(antes.valor if antes else []), *valor.valor], lugar
                )
            else:
                self._unir(
                    registro,
                    reporte,
                    columna,
                    valor,
                    "\n" if self._es_lo_unico(registro, celda) else " ",
                )

    def _es_lo_unico(self, registro: Registro, celda: CeldaVista) -> bool:
        """Si en su fila sólo va un texto de seguimiento, que sigue al de arriba en otro renglón."""
        return celda.fila > registro.filas[0] and len(self._tramo.propias(celda.fila)) == 1

    def _corte_de(self, registro: Registro, celda: CeldaVista) -> date | None:
        """Corte que dice la fila en su columna; sin ella, el de todo el documento."""
        columna = next(
            (c for c in self._tramo.columnas if c.dato == f"{self._declaracion.de_corte}.corte"),
            None,
        )
        if columna is None:
            return self._corte
        fila = max(celda.fila, registro.filas[0])
        dicha = self._tramo.celda(columna, fila) or next(
            iter(self._celdas(columna, registro.filas)), None
        )
        if dicha is not None and (corte := self._corte_en(dicha)) is not None:
            return corte
        if self._corte is not None:
            texto = mostrar(dicha.texto) if dicha is not None else "la fila"
            motivo = f"{texto} no dice el corte de lo reportado: se tomó {fecha_corta(self._corte)}"
            self.avisar("dato_supuesto", self.lugar(dicha or celda), motivo, quedo=self._corte)
        return self._corte

    def _corte_en(self, celda: CeldaVista) -> date | None:
        """Día que una celda dice entero; el de «abr-20», el último del mes, y se dice."""
        try:
            dia: date | None = valor_de_celda("seguimiento.corte", celda)
        except NoSeEntiendeError:
            dicho = corte_dicho(celda.texto, None)
            return dicho.corte if dicho is not None and not dicho.supuesto else None
        if isinstance(celda.valor, Mes) and dia is not None:
            motivo = f"{mostrar(celda.texto)} no dice el día: se leyó {fecha_corta(dia)}"
            self.avisar("dato_supuesto", self.lugar(celda), motivo, **llego(celda.texto), quedo=dia)
        return dia

    def _sin_corte(self, registro: Registro, columna: Columna, celda: CeldaVista) -> None:
        """Lo reportado sin corte va a los extras, y se dice una vez por columna."""
        clave = extra_de(self._tramo, columna)
        lugar = self._tramo.tabla.lugar_de(self._tramo.hasta, columna.desde)
        motivo = (
            f"«{columna.rotulo}» es de un seguimiento y no se sabe de qué corte: quedó en"
            f" extras.{clave}; {PIDE_CORTE}"
        )
        self.avisar("lectura_dudosa", lugar, motivo)
        self._sumar_extra(registro, clave, celda)

    def _del_riesgo(self, registro: Registro) -> None:
        """Quién sigue un riesgo: control interno si dice la efectividad; si no, su líder."""
        if not registro.cortes:
            return
        columnas = [c for c in self._tramo.columnas if c.objeto == self._declaracion.de_corte]
        rol = "oci" if any(c.campo == "efectividad" for c in columnas) else "lider"
        if rol == "lider":
            lugar = self._tramo.tabla.lugar_de(self._tramo.hasta, columnas[0].desde)
            motivo = "no dice quién hace el seguimiento: se leyó como del líder del proceso"
            self.avisar("dato_supuesto", lugar, motivo)
        for reporte in registro.cortes.values():
            reporte["quien"] = Valor(rol, "")


def _se_esperaba(esperado: NoSeEntiendeError, celda: CeldaVista) -> str:
    return f"se esperaba {esperado}, llegó {mostrar(celda.texto)}"


def extra_de(tramo: Tramo, columna: Columna) -> str:
    """Nombre del extra de una columna sin dato; la segunda que se llama igual, con su número."""

    def rotulo_de_extra(otra: Columna) -> str:
        if tramo.raiz.nombre == "riesgo":
            return f"{otra.seccion} {otra.camino[-1] if otra.camino else ''}"
        return otra.rotulo

    rotulo = rotulo_de_extra(columna)
    iguales = [c for c in tramo.columnas if not c.datos and rotulo_de_extra(c) == rotulo]
    orden = iguales.index(columna) if columna in iguales else 0
    return clave_de_extra(rotulo, f"_{orden + 1}" if orden else "")
