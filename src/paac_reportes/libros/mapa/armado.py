"""Lo de cada fila de las hojas de un mapa, en su lugar del mapa."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.valores import (
    en_clave,
    leer_corte,
    leer_entero,
    leer_lista,
    leer_porcentaje,
    leer_texto,
)
from paac_reportes.libros.mapa import columnas as k
from paac_reportes.libros.mapa.columnas import ColumnaDelMapa
from paac_reportes.libros.mapa.escritura import ENTERA
from paac_reportes.libros.mapa.riesgos import DatosDelMapa, RiesgoDelLibro, Riesgos, nota_de
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.lectura import filas_de
from paac_reportes.libros.plan.vistas import FilaDelLibro, TablaLeida, leer_fecha_o_texto
from paac_reportes.textos.plano import en_plano


class Armado:
    """Pone lo de cada fila en su lugar del mapa."""

    def __init__(
        self, tablas: Mapping[str, TablaLeida], leido: DatosDelMapa, avisos: list[Aviso]
    ) -> None:
        self._tablas, self._leido, self._avisos = tablas, leido, avisos
        self._procesos: list[dict[str, Any]] = []
        self._por_nombre: dict[tuple[str | None, str], int] = {}
        self._riesgos = Riesgos(leido, avisos)

    def armar(self) -> None:
        """Los procesos, sus riesgos y lo de cada uno; al final, lo que es de todo el mapa."""
        self._de_procesos()
        self._de_riesgos()
        self._de_causas()
        self._de_controles()
        self._de_criterios()
        self._de_acciones()
        self._del_cuestionario()
        self._de_seguimientos()
        self._de_seguidos()
        self._del_mapa()
        if self._procesos:
            self._leido.datos["procesos"] = self._procesos

    def _filas(self, hoja: str) -> list[FilaDelLibro]:
        return filas_de(self._tablas, hoja)

    def _poner(self, ruta: str, fila: FilaDelLibro, columnas: Iterable[ColumnaDelMapa]) -> Any:
        """El objeto que dice una fila, con la celda de cada dato."""
        objeto: dict[str, Any] = {
            nota: {} for nota in fila.notas if nota in {u.paso[0] for u in columnas if u.paso[1:]}
        }
        self._leido.lugares[ruta] = fila.lugar
        for columna in columnas:
            if not columna.paso:
                continue
            self._leido.lugares[f"{ruta}.{'.'.join(columna.paso)}"] = fila.lugar_de(columna.dato)
            valor = como_se_lee(fila, columna)
            if valor is None:
                continue
            destino = objeto
            for campo in columna.paso[:-1]:
                destino = destino.setdefault(campo, {})
            destino[columna.paso[-1]] = valor
        return objeto

    def _extras(self, raiz: str, ruta: str, fila: FilaDelLibro, objeto: dict[str, Any]) -> None:
        antes = f"{raiz}.extras."
        for dato in fila.columnas:
            valor = fila.propio(dato) if dato.startswith(antes) else None
            if valor is not None:
                nombre = dato.removeprefix(antes)
                objeto.setdefault("extras", {})[nombre] = valor
                self._leido.lugares[f"{ruta}.extras.{nombre}"] = fila.lugar_de(dato)

    # -------------------------------------------------------------- procesos y riesgos
    def _de_procesos(self) -> None:
        for fila in self._filas(k.PROCESOS):
            ruta = f"procesos[{len(self._procesos)}]"
            objeto = self._poner(ruta, fila, k.DE_PROCESOS)
            if not objeto:
                continue
            nombre = objeto.get("nombre")
            cual = nombre, nota_de(fila, "proceso#")
            if cual in self._por_nombre:
                motivo = f"ya hay otro proceso {mostrar(nombre)}: los riesgos son del primero"
                self._avisos.append(Aviso("fila_repetida", fila.lugar, motivo))
            self._por_nombre.setdefault(cual, len(self._procesos))
            self._procesos.append(objeto)

    def _de_riesgos(self) -> None:
        anterior: tuple[str | None, str] | None = None
        for fila in self._filas(k.RIESGOS):
            if not _dice_algo(fila):
                continue
            anterior = self._de_que_proceso(fila, anterior)
            numero = self._por_nombre[anterior]
            suyos = self._procesos[numero].setdefault("riesgos", [])
            ruta = f"procesos[{numero}].riesgos[{len(suyos)}]"
            objeto = self._poner(ruta, fila, k.DE_LOS_RIESGOS)
            self._extras("riesgo", ruta, fila, objeto)
            self._leido.siguen |= {fila.lugar_de(k.PROCESO), fila.lugar_de(k.CLAVE)}
            suyos.append(objeto)
            self._riesgos.conocer(ruta, fila, objeto)

    def _de_que_proceso(
        self, fila: FilaDelLibro, anterior: tuple[str | None, str] | None
    ) -> tuple[str | None, str]:
        nombre = leer_fecha_o_texto(fila.valor(k.PROCESO))
        if nombre is None and anterior is not None:
            motivo = f"en blanco: se tomó lo de la fila de arriba (proceso {mostrar(anterior[0])})"
            self._avisos.append(Aviso("dato_de_arriba", fila.lugar, motivo))
            return anterior
        cual = nombre, nota_de(fila, "proceso#")
        if cual in self._por_nombre:
            return cual
        if nombre is None:
            motivo = f"falta decir de qué proceso es; se esperaba uno de la hoja {k.PROCESOS}"
            self._leido.fallas.append(Falla("fila_sin_lugar", fila.lugar_de(k.PROCESO), motivo))
        parecidos = [u for u in self._por_nombre if en_plano(u[0]) == en_plano(nombre)]
        if nombre is not None and len(parecidos) == 1:
            motivo = f"{nombre!r} se leyó como {parecidos[0][0]!r}, el de la hoja {k.PROCESOS}"
            if nombre != parecidos[0][0]:
                self._avisos.append(Aviso("nombre_parecido", fila.lugar, motivo))
            return parecidos[0]
        if nombre is not None:
            motivo = f"el proceso {nombre!r} no está en la hoja {k.PROCESOS}: se agregó"
            self._avisos.append(Aviso("proceso_agregado", fila.lugar, motivo))
        self._por_nombre[cual] = len(self._procesos)
        self._procesos.append({"nombre": nombre} if nombre is not None else {})
        ruta = f"procesos[{len(self._procesos) - 1}]"
        self._leido.lugares |= {ruta: fila.lugar, f"{ruta}.nombre": fila.lugar_de(k.PROCESO)}
        return cual

    # -------------------------------------------------------------- lo de cada riesgo
    def _de_cada_riesgo(self, hoja: str) -> Iterator[tuple[FilaDelLibro, RiesgoDelLibro]]:
        """Las filas de una hoja con su riesgo; las que no se sabe de cuál son ya se dijeron."""
        self._riesgos.empezar()
        for fila in self._filas(hoja):
            if _dice_algo(fila) and (riesgo := self._riesgos.de(fila)) is not None:
                yield fila, riesgo

    def _agregar(
        self,
        riesgo: RiesgoDelLibro,
        lista: str,
        fila: FilaDelLibro,
        columnas: Iterable[ColumnaDelMapa],
    ) -> tuple[dict[str, Any], str]:
        suyos = riesgo.datos.setdefault(lista, [])
        ruta = f"{riesgo.ruta}.{lista}[{len(suyos)}]"
        objeto: dict[str, Any] = self._poner(ruta, fila, columnas)
        dichos = [{**uno, "causas_que_ataca": None} for uno in suyos]
        if (dicho := {**objeto, "causas_que_ataca": None}) in dichos:
            antes = self._leido.lugares[f"{riesgo.ruta}.{lista}[{dichos.index(dicho)}]"]
            self._avisos.append(Aviso("fila_repetida", fila.lugar, f"repite la de {antes}"))
        suyos.append(objeto)
        return objeto, ruta

    def _de_causas(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.CAUSAS):
            que_es = self._que_es(fila)
            if que_es != "causa":
                lista = "consecuencias" if que_es == "consecuencia" else "factores"
                suyos = riesgo.datos.setdefault(lista, [])
                ruta = f"{riesgo.ruta}.{lista}[{len(suyos)}]"
                self._leido.lugares[ruta] = fila.lugar_de("causa.texto")
                suyos.append(como_se_lee(fila, _TEXTO_DE_LA_CAUSA))
                self._sobra(fila, ("causa.clase", "causa.factor"), f"una {que_es} no lo lleva")
                continue
            self._agregar(riesgo, "causas", fila, k.DE_CAUSAS)
            lugar = len(riesgo.datos["causas"])
            numero = str(leer_texto(fila.valor(k.NUMERO)) or lugar).strip()
            self._leido.siguen.add(fila.lugar_de(k.NUMERO))
            if numero in riesgo.causas:
                motivo = f"el riesgo ya tiene una causa {mostrar(numero)}"
                self._leido.fallas.append(Falla("dato_repetido", fila.lugar_de(k.NUMERO), motivo))
            riesgo.causas.setdefault(numero, lugar)

    def _que_es(self, fila: FilaDelLibro) -> str:
        escrito = fila.valor(k.QUE_ES)
        self._leido.siguen.add(fila.lugar_de(k.QUE_ES))
        if escrito is None:
            return "causa"
        opciones = next(u.opciones for u in k.DE_CAUSAS if u.dato == k.QUE_ES)
        hallada = opciones.get(en_clave(str(escrito)))
        if hallada is None:
            motivo = f"se esperaba Causa, Consecuencia o Factor, llegó {mostrar(escrito)}"
            self._leido.fallas.append(Falla("opcion_desconocida", fila.lugar_de(k.QUE_ES), motivo))
        return hallada or "causa"

    def _sobra(self, fila: FilaDelLibro, datos: Iterable[str], motivo: str) -> None:
        for dato in datos:
            valor = fila.propio(dato)
            if valor is not None:
                dicho = f"{motivo}; no se leyó {mostrar(valor)}"
                self._avisos.append(Aviso("dato_sobrante", fila.lugar_de(dato), dicho))

    def _de_controles(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.CONTROLES):
            objeto, ruta = self._agregar(riesgo, "controles", fila, k.DE_LOS_CONTROLES)
            lugar = len(riesgo.datos["controles"])
            antes = nota_de(fila, "control#")
            if antes and antes != str(lugar):
                motivo = (
                    f"era el control {antes} de su riesgo y quedó de {lugar}; los seguimientos lo"
                    " nombran por su lugar: revíselos"
                )
                self._avisos.append(Aviso("filas_movidas", fila.lugar, motivo))
            riesgo.controles.append((antes, objeto))
            celda = fila.lugar_de(k.CAUSAS_QUE_ATACA)
            ataca = list(self._causas(fila, riesgo, celda))
            if ataca:
                objeto["causas_que_ataca"] = ataca
                self._leido.lugares[f"{ruta}.causas_que_ataca"] = celda

    def _causas(self, fila: FilaDelLibro, riesgo: RiesgoDelLibro, celda: str) -> Iterator[int]:
        """El lugar de cada causa que se nombra por su número."""
        crudo = fila.valor(k.CAUSAS_QUE_ATACA)
        # Excel toma «1,2» por un número con decimales.
        escrito = fila.texto(k.CAUSAS_QUE_ATACA) if isinstance(crudo, Decimal) else crudo
        for numero in filter(None, re.split(r"[\s,;y]+", str(leer_texto(escrito) or ""))):
            if numero in riesgo.causas:
                yield riesgo.causas[numero]
            else:
                motivo = f"el riesgo no tiene una causa {mostrar(numero)}"
                self._leido.fallas.append(Falla("fuera_de_rango", celda, motivo))

    def _de_criterios(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.CRITERIOS):
            self._leido.siguen |= {
                fila.lugar_de(dato) for dato in (k.CONTROL, k.CRITERIO, k.RESPUESTA)
            }
            cual, criterio, respuesta = (
                leer_fecha_o_texto(fila.propio(dato))
                for dato in (k.CONTROL, k.CRITERIO, k.RESPUESTA)
            )
            control = riesgo.control(cual)
            if control is None:
                motivo = f"el riesgo no tiene un control {mostrar(cual)}"
                self._leido.fallas.append(Falla("fila_sin_lugar", fila.lugar_de(k.CONTROL), motivo))
            elif criterio is None or respuesta is None:
                falta = k.CRITERIO if criterio is None else k.RESPUESTA
                motivo = "un criterio se dice con su respuesta, y falta una de las dos"
                self._leido.fallas.append(Falla("dato_faltante", fila.lugar_de(falta), motivo))
            elif criterio in control.setdefault("criterios", {}):
                motivo = f"ya se respondió {mostrar(criterio)} de ese control"
                self._leido.fallas.append(Falla("dato_repetido", fila.lugar_de(k.CRITERIO), motivo))
            else:
                control["criterios"][criterio] = respuesta

    def _de_acciones(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.ACCIONES):
            self._agregar(riesgo, "acciones", fila, k.DE_ACCIONES)

    def _del_cuestionario(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.CUESTIONARIO):
            respuestas = riesgo.datos.setdefault("cuestionario", {})
            for columna in k.DEL_CUESTIONARIO[1:]:
                pregunta = int(columna.dato.partition(".")[2])
                dicho = como_se_lee(fila, columna)
                celda = fila.lugar_de(columna.dato)
                if dicho is None:
                    continue
                if pregunta in respuestas:
                    motivo = f"la pregunta {pregunta} del riesgo ya tiene respuesta"
                    self._leido.fallas.append(Falla("dato_repetido", celda, motivo))
                respuestas[pregunta] = dicho
                self._leido.lugares[f"{riesgo.ruta}.cuestionario.{pregunta}"] = celda

    # -------------------------------------------------------------- los seguimientos
    def _de_seguimientos(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.DE_RIESGOS):
            suelta = _la_evidencia(fila) if ENTERA in fila.notas else None
            anterior = riesgo.seguimientos.get(_de_quien(fila))
            if suelta is not None and anterior is not None:
                evidencias = anterior[0].setdefault("evidencias", [])
                celda = fila.lugar_de(k.EVIDENCIAS)
                self._leido.lugares[f"{anterior[1]}.evidencias[{len(evidencias)}]"] = celda
                self._leido.siguen |= {celda, *map(fila.lugar_de, _DE_QUIEN)}
                evidencias.append(suelta)
                continue
            objeto, ruta = self._agregar(riesgo, "seguimientos", fila, k.DEL_SEGUIMIENTO)
            if suelta is not None:
                objeto["evidencias"] = [suelta]
            riesgo.seguimientos.setdefault(_de_quien(fila), (objeto, ruta))

    def _de_seguidos(self) -> None:
        for fila, riesgo in self._de_cada_riesgo(k.DE_CONTROLES):
            self._leido.siguen |= {*map(fila.lugar_de, _DE_QUIEN)}
            cual = _de_quien(fila)
            if cual not in riesgo.seguimientos:
                motivo = (
                    f"el riesgo no tiene en la hoja {k.DE_RIESGOS} un seguimiento de ese corte y de"
                    " quien lo hace"
                )
                self._leido.fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))
                continue
            seguimiento, ruta = riesgo.seguimientos[cual]
            suyos = seguimiento.setdefault("controles", [])
            columnas = k.DE_LOS_SEGUIDOS[len(_DE_QUIEN) :]
            suyos.append(self._poner(f"{ruta}.controles[{len(suyos)}]", fila, columnas))

    def _del_mapa(self) -> None:
        suyos: list[dict[str, Any]] = []
        raiz = "seguimiento_del_mapa"
        for fila in self._filas(k.DEL_MAPA):
            ruta = f"seguimientos[{len(suyos)}]"
            objeto = self._poner(ruta, fila, k.DEL_SEGUIMIENTO_DEL_MAPA)
            self._extras(raiz, ruta, fila, objeto)
            if objeto:
                suyos.append(objeto)
        if suyos:
            self._leido.datos["seguimientos"] = suyos


_TEXTO_DE_LA_CAUSA = next(u for u in k.DE_CAUSAS if u.dato == "causa.texto")
_DE_QUIEN = (k.RIESGO, "seguimiento_de_riesgo.corte", "seguimiento_de_riesgo.quien")
_CORTE, _QUIEN = k.DEL_SEGUIMIENTO[1:3]


def _la_evidencia(fila: FilaDelLibro) -> Any:
    return leer_fecha_o_texto(fila.propio(k.EVIDENCIAS))


def _de_quien(fila: FilaDelLibro) -> tuple[str, str]:
    """El corte y quien sigue, como se comparan; sin decirlo, control interno."""
    corte, quien = (como_se_lee(fila, columna) for columna in (_CORTE, _QUIEN))
    return str(corte), str(quien or "oci")


def _dice_algo(fila: FilaDelLibro) -> bool:
    """Si se ve algo en ella, o se anotó que un texto suyo está vacío."""
    return any(fila.valor(dato) is not None for dato in fila.columnas if dato != c.NOTAS)


_CON_SIGNO = re.compile(r"[^\d.,\s+-]")


def como_se_lee(fila: FilaDelLibro, columna: ColumnaDelMapa) -> Any:
    """Lo que dice la celda de esa columna, como lo espera su dato."""
    crudo = fila.propio(columna.dato)
    if crudo is None:
        return None
    if columna.opciones:
        escrito = str(leer_texto(crudo))
        return columna.opciones.get(en_clave(escrito), escrito) if escrito.strip() else None
    en_blanco = isinstance(crudo, str) and not crudo.strip()
    if columna.tipo in _LECTORES:
        return None if en_blanco else _LECTORES[columna.tipo](crudo)
    # En un texto, 40 % no es 0,4.
    if isinstance(crudo, Decimal) and _CON_SIGNO.search(fila.texto(columna.dato)):
        return fila.texto(columna.dato)
    return leer_fecha_o_texto(crudo)


_LECTORES: Mapping[type, Any] = {
    int: leer_entero,
    Decimal: leer_porcentaje,
    date: leer_corte,
    tuple: leer_lista,
}
